import { MAIL_RENDITIONS } from "../defaults.ts";
import { imageData, type RenditionData } from "../image-data.ts";
import type { ImageRecord } from "../image-record.ts";
import type { Mail, StoredBytes, Variants } from "../stores.ts";
import type { PictureUrls } from "../url/image-url.ts";
import { variantKey } from "../url/variant-key.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";
import { readableBytes } from "./sizes.ts";

const HEADING = "Your picture is ready";

/**
 * The mail that a picture is ready: what it looks like, and a link to each of its three resolutions.
 *
 * @param record of an image in state `ready`
 */
export async function composeUploadReady(
  to: string,
  record: ImageRecord,
  { variants, urls }: { variants: Variants; urls: PictureUrls },
): Promise<Mail> {
  const data = imageData(record, urls);
  const links = data.renditions.filter(({ name }) => MAIL_RENDITIONS.some((each) => each === name));
  const original = `The original has ${data.width} × ${data.height} px and ${readableBytes(data.sizeBytes)}.`;
  const picture = await previewOf(variants, record.id);
  const inline = picture && {
    contentId: `${record.id}@darkroom`,
    contentType: picture.contentType,
    bytes: picture.bytes,
  };
  return {
    to,
    subject: `${HEADING} (${data.width} × ${data.height} px)`,
    text: [HEADING, original, ...links.map((link) => `${sentence(link)}:\n${link.url}`)].join("\n\n"),
    html: layout(
      HEADING,
      html`${inline ? preview(inline.contentId, links[0]) : []}
<tr><td style="padding:0 0 16px">${original}</td></tr>
${links.map(linkRow)}`,
    ),
    ...(inline && { inline }),
  };
}

/** The smallest rendition, as clients see it that know neither AVIF nor WebP, which mail clients seldom do. */
function previewOf(variants: Variants, imageId: string): Promise<StoredBytes | undefined> {
  return variants.get(variantKey({ imageId, transform: { rendition: "small" }, extension: "auto" }));
}

function preview(contentId: string, small: RenditionData | undefined): Html {
  return html`<tr><td style="padding:0 0 16px"><img src="cid:${contentId}" alt="Your picture" width="${small?.width ?? 320}" style="max-width:100%;height:auto;border-radius:8px"></td></tr>`;
}

function linkRow(link: RenditionData): Html {
  return html`<tr><td style="padding:0 0 12px"><a href="${link.url}" style="display:block;padding:12px 16px;border:1px solid #888;border-radius:8px;text-decoration:none;color:inherit"><b>${link.name}</b><br>${measures(link)}</a></td></tr>
`;
}

function sentence(link: RenditionData): string {
  return `${link.name}, ${measures(link)}`;
}

/** A browser may get fewer bytes, in a format that mail clients do not know. */
function measures({ width, height, sizeBytes, format }: RenditionData): string {
  return `${width} × ${height} px, ${readableBytes(sizeBytes)} as ${format.toUpperCase()}`;
}
