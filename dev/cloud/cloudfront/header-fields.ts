import type { IncomingHttpHeaders } from "node:http";

/** Headers by lower-case name; those that came several times and cannot be joined are a list. */
export type HeaderFields = Readonly<Record<string, string | string[]>>;

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"],
  ...["te", "trailer", "transfer-encoding", "upgrade"],
]);

/**
 * The headers that are meant for the other end, not for the next hop.
 *
 * @see RFC 9110 §7.6.1
 */
export function endToEnd(headers: IncomingHttpHeaders): HeaderFields {
  const named = headers.connection?.split(",").map((name) => name.trim().toLowerCase()) ?? [];
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.includes(name)) fields[name] = value;
  }
  return fields;
}

/** The value of a header as one text, or `undefined` without one. */
export function fieldText(fields: HeaderFields, name: string): string | undefined {
  const value = fields[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** The headers without those named. */
export function withoutFields(fields: HeaderFields, names: readonly string[]): HeaderFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
