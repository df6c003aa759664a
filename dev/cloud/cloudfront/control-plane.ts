import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { type LoopbackServer, listen } from "../loopback-server.ts";
import { isInvalidationItem } from "./invalidation-item.ts";
import { createInvalidationLedger, type InvalidationLedger } from "./invalidation-ledger.ts";
import { errorXml, invalidationListXml, invalidationXml, readInvalidationBatch } from "./invalidation-xml.ts";

/** Items of one invalidation. */
const MAX_ITEMS = 3_000;
const MAX_PAGE = 100;

export interface ControlPlaneOptions {
  readonly distributionId: string;
  /** e.g. that of the local CloudFront. */
  readonly invalidate: (items: readonly string[]) => unknown;
  readonly port?: number;
}

interface Answer {
  readonly status: number;
  readonly xml: string;
  readonly location?: string;
}

/**
 * Starts the part of the CloudFront API that invalidates: CreateInvalidation, GetInvalidation and ListInvalidations.
 *
 * Requests must look signed; who signed them is not checked.
 *
 * @returns its `url` is the endpoint for the SDK's `CloudFrontClient`
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html
 */
export function startControlPlane(options: ControlPlaneOptions): Promise<LoopbackServer> {
  const ledger = createInvalidationLedger(options.invalidate);
  return listen(async (request, response) => {
    const { status, xml, location } = await answerTo(request, options.distributionId, ledger);
    response.writeHead(status, { "content-type": "text/xml", ...(location === undefined ? {} : { location }) });
    response.end(xml);
  }, options.port);
}

async function answerTo(request: IncomingMessage, distributionId: string, ledger: InvalidationLedger): Promise<Answer> {
  if (request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 ") !== true) {
    return failure(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  }
  const url = new URL(`http://control-plane${request.url ?? "/"}`);
  const match = /^\/2020-05-31\/distribution\/([^/]+)\/invalidation\/?([^/]*)$/.exec(url.pathname);
  if (match === null) return failure(501, "NotImplemented", "The local CloudFront API only knows invalidations.");
  const [, distribution, invalidationId = ""] = match;
  if (distribution !== distributionId) {
    return failure(404, "NoSuchDistribution", "The specified distribution does not exist.");
  }
  if (request.method === "POST" && invalidationId === "") return create(await text(request), url, ledger);
  if (request.method !== "GET") return failure(405, "MethodNotAllowed", "The method is not allowed here.");
  return invalidationId === "" ? list(url.searchParams, ledger) : get(invalidationId, ledger);
}

function create(body: string, url: URL, ledger: InvalidationLedger): Answer {
  const batch = readInvalidationBatch(body);
  if (batch === undefined) return failure(400, "MalformedInput", "The XML document is malformed.");
  const { callerReference, items, quantity } = batch;
  if (quantity !== items.length || quantity === 0) {
    return failure(400, "InconsistentQuantities", "The value of Quantity and the size of Items don't match.");
  }
  if (quantity > MAX_ITEMS) return failure(413, "BatchTooLarge", `A batch holds at most ${MAX_ITEMS} items.`);
  if (!items.every(isInvalidationItem)) {
    return failure(400, "InvalidArgument", "Your request contains one or more invalid invalidation paths.");
  }
  const made = ledger.create(callerReference, items);
  if (made === "reference-reused") {
    return failure(400, "InvalidArgument", "The caller reference was used for another invalidation batch.");
  }
  const location = `https://cloudfront.amazonaws.com${url.pathname}/${made.id}`;
  return { status: 201, xml: invalidationXml(made), location };
}

function get(id: string, ledger: InvalidationLedger): Answer {
  const found = ledger.find(id);
  if (found === undefined) return failure(404, "NoSuchInvalidation", "The specified invalidation does not exist.");
  return { status: 200, xml: invalidationXml(found) };
}

function list(query: URLSearchParams, ledger: InvalidationLedger): Answer {
  const marker = query.get("Marker") ?? "";
  const maxItems = Math.min(Number(query.get("MaxItems") ?? MAX_PAGE) || MAX_PAGE, MAX_PAGE);
  const all = ledger.list();
  const start = all.findIndex((each) => each.id === marker) + 1;
  const page = all.slice(start, start + maxItems);
  const isTruncated = start + page.length < all.length;
  return { status: 200, xml: invalidationListXml(page, { marker, maxItems, isTruncated }) };
}

function failure(status: number, code: string, message: string): Answer {
  return { status, xml: errorXml(code, message, randomUUID()) };
}
