import type { MAIL_RENDITIONS } from "../../defaults.ts";
import type { FailureCode } from "./failure-code.ts";

/** A failure for who uploaded the picture. */
export interface FailureWords {
  readonly why: string;
  readonly cure: string;
}

/** All that mails say in one language; sizes and amounts come as they are read in it. */
export interface MailWords {
  readonly ready: {
    readonly heading: string;
    /** @param size e.g. `6000 × 4000 px` */
    subject(size: string): string;
    original(size: string, bytes: string): string;
    readonly renditions: Readonly<Record<(typeof MAIL_RENDITIONS)[number], string>>;
    measures(size: string, bytes: string, format: string): string;
    /** @param percent of the original's bytes, e.g. `96` */
    smaller(percent: number): string;
    readonly modern: string;
    readonly playground: string;
    readonly picture: string;
  };
  readonly failed: {
    readonly heading: string;
    upload(bytes: string, day: string): string;
    readonly reasons: Readonly<Record<FailureCode, FailureWords>>;
    /** Introduces the service's own sentence, which is English. */
    readonly said: string;
  };
  /** Why somebody gets this. */
  readonly reason: string;
  readonly stop: string;
}
