import { S3Error } from "./error.ts";

/** An element that a client sent; attributes and namespaces are dropped. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<(?<close>\/?)(?<name>[A-Za-z][\w.-]*)[^<>]*?(?<empty>\/?)>|(?<text>[^<]+)|</g;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/**
 * Reads a document of plain elements, which is all that S3's requests are.
 *
 * @param root the name that its outermost element must have
 * @throws S3Error MalformedXML
 */
export function readXml(document: string, root: string): XmlElement {
  const outermost: OpenElement = { name: "", text: "", children: [] };
  const open = [outermost];
  for (const { 0: token, groups } of document.matchAll(TOKEN)) readToken(token, groups ?? {}, open);
  const element = outermost.children[0];
  if (open.length > 1 || element?.name !== root || outermost.children.length > 1) throw new S3Error("MalformedXML");
  return element;
}

/** The text of the first child of that name. */
export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function readToken(token: string, groups: Record<string, string | undefined>, open: OpenElement[]): void {
  const parent = open.at(-1);
  if (parent === undefined || token === "<") throw new S3Error("MalformedXML");
  if (groups.text !== undefined) {
    parent.text += unescapeXml(groups.text);
    return;
  }
  if (groups.name === undefined) return;
  if (groups.close === "/") {
    if (parent.name !== groups.name) throw new S3Error("MalformedXML");
    open.pop();
    return;
  }
  const element = { name: groups.name, text: "", children: [] };
  parent.children.push(element);
  if (groups.empty !== "/") open.push(element);
}

function unescapeXml(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (_, entity: string) => {
    const character = entity.startsWith("#") ? characterAt(entity.slice(1)) : ENTITIES.get(entity);
    if (character === undefined) throw new S3Error("MalformedXML");
    return character;
  });
}

function characterAt(reference: string): string | undefined {
  const point = /^x/i.test(reference) ? Number.parseInt(reference.slice(1), 16) : Number.parseInt(reference, 10);
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
