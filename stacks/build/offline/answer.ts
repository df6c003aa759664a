/** What came to the stub of an account. */
export interface Asked {
  readonly method: string;
  /** Path and query, e.g. `/bucket/key?list-type=2`. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a stub says. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One service of the account; `undefined` for what it has not learned. */
export type Service = (asked: Asked) => Answer | undefined;

/** @param body e.g. `<LocationConstraint></LocationConstraint>` */
export function xml(body: string, status = 200): Answer {
  return { status, headers: { "content-type": "text/xml" }, body };
}

/** An answer of the services that speak JSON. */
export function json(value: unknown): Answer {
  return { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body: JSON.stringify(value) };
}

/** Text as it stands in XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
