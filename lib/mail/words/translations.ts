import type { Language } from "../language.ts";
import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import type { MailWords } from "./mail-words.ts";

/** What mails say, by language. */
export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = { en: EN, de: DE, es: ES };
