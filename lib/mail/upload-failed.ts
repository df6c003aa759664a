import type { ImageRecord } from "../image-record.ts";
import type { Problem } from "../problem.ts";
import { html } from "./html.ts";
import { DEFAULT_LANGUAGE } from "./language.ts";
import { layout, textEnd } from "./layout.ts";
import type { Mail } from "./mail.ts";
import { readableBytes } from "./sizes.ts";
import { STYLE } from "./style.ts";
import { failureCodeOf } from "./words/failure-code.ts";
import { MAIL_WORDS } from "./words/translations.ts";

/**
 * The mail that an upload came to nothing: why, and what to do.
 *
 * @param unsubscribeUrl where its reader can have no more of them
 */
export function composeUploadFailed(
  to: string,
  record: ImageRecord,
  problem: Problem,
  unsubscribeUrl: string | undefined,
): Mail {
  const language = record.mailLanguage ?? DEFAULT_LANGUAGE;
  const { heading, upload, reasons, said } = MAIL_WORDS[language].failed;
  const { why, cure } = reasons[failureCodeOf(problem.code)];
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(record.createdAt),
  );
  const what = upload(readableBytes(record.sizeBytes, language), day);
  const words = `${problem.detail} (${problem.code})`;
  return {
    to,
    subject: heading,
    text: [heading, what, why, cure, `${said} ${words}`, textEnd(language, unsubscribeUrl)].join("\n\n"),
    html: layout({
      ...{ language, heading, preview: why, unsubscribeUrl },
      content: [
        html`${what}`,
        html`<b>${why}</b>`,
        html`${cure}`,
        html`<div class="small" style="${STYLE.small}">${said} <span lang="en">${words}</span></div>`,
      ],
    }),
    unsubscribeUrl,
  };
}
