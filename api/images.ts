import { type Context, Hono, type MiddlewareHandler } from "hono";
import queryString from "query-string";
import { imageData } from "../lib/image-data.ts";
import { eraseImage } from "../lib/operations/erase-image.ts";
import { ownImage, type Retrieved, retrieveOriginal, retrieveVariant } from "../lib/operations/retrieve-image.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { negotiate } from "../lib/url/negotiate.ts";
import type { Transform } from "../lib/url/parameters.ts";
import type { Pair } from "../lib/url/query.ts";
import { parseTransformJson, settlePairs } from "../lib/url/transform-json.ts";
import { extensionOf } from "../lib/url/variant-key.ts";
import type { WithUser } from "./authenticate.ts";
import type { AppOptions } from "./options.ts";
import { imageId, readJson, wantsJson } from "./request.ts";
import type { Stores } from "./stores.ts";

const PAGE_LIMIT = 100;

/** What an owner does with images: list, look, retrieve, delete. */
export function imageRoutes(stores: Stores, options: AppOptions, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const routes = new Hono<WithUser>();

  routes.get("/images", user, async (context) => {
    const { limit, after } = pageOf(context);
    const { images, next } = await stores.images.list(context.get("user").owner, limit, after);
    return context.json({ images: images.map((record) => imageData(record, stores.publicUrl)), next: next ?? null });
  });

  routes.get("/images/:id", user, async (context) => {
    const record = await ownImage(stores, imageId(context), context.get("user").owner);
    return context.json(imageData(record, stores.publicUrl));
  });

  routes.post("/images/:id", user, async (context) => {
    const record = await ownImage(stores, imageId(context), context.get("user").owner);
    const transform = await readTransform(context);
    if (transform === undefined) return retrievedAnswer(context, await retrieveOriginal(stores, record), false);
    const { format, ...rest } = transform;
    const asked = format === "json" ? rest : transform;
    const negotiated = negotiate(context.req.header("accept"));
    const extension = extensionOf(asked, negotiated === "json" ? "auto" : negotiated);
    if (extension === "json") throw new Error("json was taken out above");
    const retrieved = await retrieveVariant(stores, record, asked, extension, {
      signingKey: options.signingKey,
      maxVariants: options.maxVariants,
    });
    return retrievedAnswer(context, retrieved, format === "json");
  });

  routes.delete("/images/:id", user, async (context) => {
    await eraseImage(stores, imageId(context), context.get("user").owner);
    return context.body(null, 204);
  });

  return routes;
}

/** The bytes where the client takes them and they fit; else the data, by which they can be had. */
function retrievedAnswer(context: Context, retrieved: Retrieved, asksForJson: boolean): Response {
  const { location, data, bytes, contentType, download } = retrieved;
  context.header("location", location);
  if (download !== undefined) return context.json({ ...data, url: download.url, expiresAt: download.expiresAt }, 201);
  if (asksForJson || wantsJson(context)) return context.json(data, 201);
  return context.body(new Uint8Array(bytes), 201, { "content-type": contentType });
}

/** @returns `undefined` where neither body nor query asks for anything: the original */
async function readTransform(context: Context): Promise<Transform | undefined> {
  const pairs = queryPairs(context);
  const hasBody = (await context.req.text()) !== "";
  if (pairs.length > 0 && hasBody) {
    throw new ProblemError("parameter-conflict", "Give the transform in the query or in the body, not in both.");
  }
  const read = hasBody ? await parseTransformJson(await readJson(context)) : await settlePairs(pairs);
  if ("problem" in read) throw new ProblemError(read.problem.code, read.problem.detail);
  const asksForNothing = Object.keys(read.transform).length === 0;
  return asksForNothing ? undefined : read.transform;
}

/** A key that comes twice stays twice, for the table to refuse. */
function queryPairs(context: Context): Pair[] {
  const { query } = queryString.parseUrl(context.req.url, { sort: false });
  return Object.entries(query).flatMap(([key, value]) => [value].flat().map((each): Pair => [key, each ?? ""]));
}

function pageOf(context: Context): { limit: number; after: string | undefined } {
  const { limit = "50", cursor } = context.req.query();
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > PAGE_LIMIT) {
    throw new ProblemError("parameter-invalid", `limit must be a whole number from 1 to ${PAGE_LIMIT}.`);
  }
  if (cursor !== undefined && cursor !== "" && !/^[0-9a-z]{26}$/.test(cursor)) {
    throw new ProblemError("cursor-invalid", "cursor must be the next of an earlier page.");
  }
  return { limit: count, after: cursor || undefined };
}
