import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { S3_NAMESPACE, writeXml, type XmlChild } from "./xml.ts";

/** What an operation answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/** An answer whose body is a document of S3. */
export function xmlAnswer(
  root: string,
  children: readonly XmlChild[],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = writeXml(root, children, S3_NAMESPACE);
  return { status: 200, headers: { ...headers, "content-type": "application/xml" }, body };
}

/** Sends an answer; a client that does not wait for all of it is no failure. */
export async function sendAnswer(answer: Answer, response: ServerResponse): Promise<void> {
  response.writeHead(answer.status, answer.headers);
  if (answer.body === undefined || typeof answer.body === "string") {
    response.end(answer.body);
    return;
  }
  try {
    await pipeline(answer.body, response);
  } catch (error) {
    if (!response.destroyed || answer.body.errored === error) throw error;
  }
}
