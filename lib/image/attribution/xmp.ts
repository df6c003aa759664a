import { inflateSync } from "node:zlib";
import { parseXml, type XmlDocument, XmlElement } from "@rgrove/parse-xml";
import { imageKind } from "../../image-kind.ts";
import { pngChunks } from "../png-chunks.ts";
import type { Attribution } from "./attribution.ts";

const BEGIN = "<x:xmpmeta";
const END = "</x:xmpmeta>";

/** Bytes of a packet that is read; some carry a whole editing history. */
const LARGEST_PACKET_BYTES = 262_144;

/**
 * What a file's XMP says of its maker.
 *
 * Packets are made to be found in files of any kind without knowing it; only PNG may compress them.
 *
 * @param bytes a file of any kind
 * @see ISO 16684-1 §7.3.2 (packet scanning), §8.3 (Dublin Core)
 */
export function xmpAttribution(bytes: Uint8Array): Attribution {
  const file =
    imageKind(bytes) === "png" ? pngXmp(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = file.indexOf(BEGIN);
  const end = begin < 0 ? -1 : file.indexOf(END, begin);
  if (end < 0 || end - begin > LARGEST_PACKET_BYTES) return {};
  const document = parsed(file.toString("utf8", begin, end + END.length));
  return document === undefined
    ? {}
    : { creator: textOf(document, "dc:creator"), copyright: textOf(document, "dc:rights") };
}

/** What a PNG's text is called that is XMP. @see ISO 16684-3 §1.1.5 */
const PNG_KEYWORD = "XML:com.adobe.xmp\0";

function pngXmp(png: Uint8Array): Buffer {
  for (const { type, data } of pngChunks(png)) {
    if (data.toString("latin1", 0, PNG_KEYWORD.length) === PNG_KEYWORD) {
      return textOfChunk(type, data.subarray(PNG_KEYWORD.length));
    }
  }
  return Buffer.alloc(0);
}

/**
 * The text after its keyword; libvips writes `zTXt`, editors `iTXt`.
 *
 * @see PNG (Third Edition) §11.3.3
 */
function textOfChunk(type: string, data: Buffer): Buffer {
  if (type === "zTXt") return inflated(data.subarray(1));
  if (type !== "iTXt") return data;
  // Whether and how it is compressed, then two names of languages that end with a NUL each.
  const text = data.subarray(data.indexOf(0, data.indexOf(0, 2) + 1) + 1);
  return data[0] === 1 ? inflated(text) : text;
}

/** A chunk that inflates to more than a packet, or not at all, says nothing. */
function inflated(text: Buffer): Buffer {
  try {
    return inflateSync(text, { maxOutputLength: LARGEST_PACKET_BYTES });
  } catch {
    return Buffer.alloc(0);
  }
}

/** A packet that is no XML says nothing. */
function parsed(packet: string): XmlDocument | undefined {
  try {
    return parseXml(packet);
  } catch {
    return undefined;
  }
}

/** The items of a list, or the text itself. */
function textOf(parent: XmlDocument | XmlElement, name: string): string | undefined {
  const found = elementsOf(parent, name)[0];
  if (found === undefined) return undefined;
  const items = elementsOf(found, "rdf:li").map((item) => item.text);
  return items.length > 0 ? items.join(", ") : found.text;
}

function elementsOf(parent: XmlDocument | XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) => {
    if (!(child instanceof XmlElement)) return [];
    return child.name === name ? [child] : elementsOf(child, name);
  });
}

/**
 * An XMP packet that says this and nothing else.
 *
 * @param attribution e.g. `{ creator: "Ada Lovelace" }`
 */
export function xmpPacket({ creator, copyright }: Attribution): string {
  const creators = creator && `<dc:creator><rdf:Seq><rdf:li>${escaped(creator)}</rdf:li></rdf:Seq></dc:creator>`;
  const rights =
    copyright &&
    `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escaped(copyright)}</rdf:li></rdf:Alt></dc:rights>`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${creators ?? ""}${rights ?? ""}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
