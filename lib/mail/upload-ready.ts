import { MAIL_RENDITIONS } from "../defaults.ts";
import { imageData, type RenditionData } from "../image-data.ts";
import type { ImageRecord } from "../image-record.ts";
import type { PictureUrls } from "../url/image-url.ts";
import { type Html, html } from "./html.ts";
import { DEFAULT_LANGUAGE, type Language } from "./language.ts";
import { layout, textEnd } from "./layout.ts";
import type { Mail } from "./mail.ts";
import { readableBytes, readableSize, savedPercent } from "./sizes.ts";
import { STYLE } from "./style.ts";
import { MAIL_WORDS } from "./words/translations.ts";

/** One of the mail's renditions, in the words of its reader. */
interface Button {
  readonly url: string;
  /** e.g. `Medium` */
  readonly name: string;
  /** e.g. `800 × 533 px, 46 KB as JPEG` */
  readonly measures: string;
  /** e.g. `79% smaller than the original`; empty where it is not. */
  readonly saved: string;
}

/**
 * The mail that a picture is ready: what it looks like, and a link to each of its three resolutions.
 *
 * The picture is not in the mail but at its address, so that a deletion reaches it.
 *
 * @param record of an image in state `ready`
 * @param unsubscribeUrl where its reader can have no more of them
 */
export function composeUploadReady(
  to: string,
  record: ImageRecord,
  urls: PictureUrls,
  unsubscribeUrl: string | undefined,
): Mail {
  const language = record.mailLanguage ?? DEFAULT_LANGUAGE;
  const { ready } = MAIL_WORDS[language];
  const data = imageData(record, urls);
  const links = data.renditions.filter(({ name }) => MAIL_RENDITIONS.some((each) => each === name));
  const buttons = links.map((link) => buttonOf(link, data.sizeBytes, language));
  const original = ready.original(readableSize(data), readableBytes(data.sizeBytes, language));
  const playground = `${urls.publicUrl}/#/images/${record.id}`;
  const shown = links.find(({ name }) => name === "medium") ?? links[0];
  return {
    to,
    subject: ready.subject(readableSize(data)),
    text: [
      ...[ready.heading, original],
      ...buttons.map(
        ({ url, name, measures, saved }) => `${[name, measures, saved].filter(Boolean).join(", ")}:\n${url}`,
      ),
      ...[ready.modern, `${ready.playground}:\n${playground}`, textEnd(language, unsubscribeUrl)],
    ].join("\n\n"),
    html: layout({
      ...{ language, heading: ready.heading, preview: original, unsubscribeUrl },
      content: [
        ...(shown ? [pictureOf(shown, record.title ?? ready.picture)] : []),
        html`${original}`,
        ...buttons.map(buttonHtml),
        html`<div class="small" style="${STYLE.small}">${ready.modern}</div>`,
        html`<a class="action" href="${playground}" style="${STYLE.action}">${ready.playground}</a>`,
      ],
    }),
    unsubscribeUrl,
  };
}

/** A browser may get fewer bytes, in a format that mail programs do not know. */
function buttonOf({ name, url, sizeBytes, format, ...size }: RenditionData, originalBytes: number, language: Language) {
  const { ready } = MAIL_WORDS[language];
  const percent = savedPercent(sizeBytes, originalBytes);
  const named = MAIL_RENDITIONS.find((each) => each === name);
  return {
    url,
    name: named ? ready.renditions[named] : name,
    measures: ready.measures(readableSize(size), readableBytes(sizeBytes, language), format.toUpperCase()),
    saved: percent === 0 ? "" : ready.smaller(percent),
  } satisfies Button;
}

function pictureOf({ url, width, height }: RenditionData, alt: string): Html {
  // Programs that scale nothing go by the attribute; the others by the style.
  const shownWidth = Math.min(width, WIDTH);
  const style = `${STYLE.picture};max-width:${shownWidth}px`;
  return html`<a href="${url}"><img src="${url}" alt="${alt}" width="${shownWidth}" height="${Math.round((height * shownWidth) / width)}" style="${style}"></a>`;
}

/** px between the card's edges. */
const WIDTH = 552;

function buttonHtml({ url, name, measures, saved }: Button): Html {
  const lines = [measures, saved].filter((line) => line !== "").map((line) => html`<br>${line}`);
  return html`<a class="button" href="${url}" style="${STYLE.button}"><b>${name}</b><span style="${STYLE.measures}">${lines}</span></a>`;
}
