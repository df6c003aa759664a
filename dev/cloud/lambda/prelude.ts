/** The content type that tells a function URL: the bytes begin with status and headers in JSON. */
export const PRELUDE_TYPE = "application/vnd.awslambda.http-integration-response";

/** What ends a prelude; JSON holds no zero bytes. */
export const PRELUDE_END = Buffer.alloc(8);

/** Status and headers of a streamed response. */
export interface Prelude {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
}

/**
 * Reads the prelude of a streamed response.
 *
 * @param text e.g. `{"statusCode":404,"headers":{"content-type":"text/plain"}}`
 * @throws when it is not JSON, or not of this shape
 * @see https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html
 */
export function parsePrelude(text: string): Prelude {
  const prelude: unknown = JSON.parse(text);
  if (typeof prelude !== "object" || prelude === null) throw new TypeError("The prelude is not an object");
  const { statusCode = 200, headers = {}, cookies = [] }: Partial<Record<string, unknown>> = { ...prelude };
  if (typeof statusCode !== "number") throw new TypeError("The prelude's statusCode is not a number");
  if (typeof headers !== "object" || headers === null) throw new TypeError("The prelude's headers are not an object");
  if (!Array.isArray(cookies)) throw new TypeError("The prelude's cookies are not a list");
  return {
    statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    cookies: cookies.map(String),
  };
}
