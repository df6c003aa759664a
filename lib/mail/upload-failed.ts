import type { ImageRecord } from "../image-record.ts";
import type { Problem } from "../problem.ts";
import type { Mail } from "../stores.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";
import { readableBytes } from "./sizes.ts";

const HEADING = "Your picture could not be processed";

/** The mail that an upload came to nothing: why, and what to do. */
export function composeUploadFailed(to: string, record: ImageRecord, problem: Problem): Mail {
  const what = `The upload of ${readableBytes(record.sizeBytes)} on ${record.createdAt.slice(0, 10)} was not kept.`;
  const why = `${problem.detail} (${problem.code})`;
  const advice = "Open the picture in an image editor, export it as JPEG, PNG or WebP, and upload it again.";
  return {
    to,
    subject: HEADING,
    text: [HEADING, what, why, advice].join("\n\n"),
    html: layout(
      HEADING,
      html`${[what, why, advice].map((line) => html`<tr><td style="padding:0 0 16px">${line}</td></tr>`)}`,
    ),
  };
}
