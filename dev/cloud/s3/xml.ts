export type XmlContent = string | number | boolean | readonly XmlChild[];

/** An element to write; `undefined` writes nothing, so that optional elements stay in line. */
export type XmlChild = readonly [name: string, content: XmlContent | undefined];

/** The namespace of every document of S3 but its errors. */
export const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/**
 * Writes a document.
 *
 * @param root e.g. `CopyObjectResult`
 * @param children e.g. `[["ETag", '"d41d"'], ["Size", 12], ["VersionId", undefined]]`
 */
export function writeXml(root: string, children: readonly XmlChild[], namespace?: string): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${writeContent(children)}</${root}>`;
}

function writeContent(content: XmlContent): string {
  if (typeof content !== "object") return escapeXml(String(content));
  return content
    .map(([name, child]) => (child === undefined ? "" : `<${name}>${writeContent(child)}</${name}>`))
    .join("");
}

function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a key may hold them, and XML 1.0 cannot carry them raw
  return text.replace(/[<>&"\u0000-\u001f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}
