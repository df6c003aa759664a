import { type Context, Hono, type MiddlewareHandler } from "hono";
import { type ImageChanges, parseImageChanges } from "../lib/image-changes.ts";
import { imageData } from "../lib/image-data.ts";
import { changeImage } from "../lib/operations/change-image.ts";
import { eraseImage } from "../lib/operations/erase-image.ts";
import {
  askedVariant,
  linkOriginal,
  ownImage,
  type Retrieved,
  retrieveOriginal,
  retrieveVariant,
} from "../lib/operations/retrieve-image.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { negotiate } from "../lib/url/negotiate.ts";
import { isMarketingTag, type Transform } from "../lib/url/parameters.ts";
import { parseTransformJson, settlePairs } from "../lib/url/transform-json.ts";
import type { WithUser } from "./authenticate.ts";
import { imageQuery } from "./image-query.ts";
import type { AppOptions } from "./options.ts";
import { imageId, queryPairs, readJson } from "./request.ts";
import type { Stores } from "./stores.ts";

/** What an owner does with images: list, look, retrieve, change, delete. */
export function imageRoutes(stores: Stores, options: AppOptions, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const routes = new Hono<WithUser>();

  routes.get("/images", user, async (context) => {
    const { limit, after, search } = imageQuery(context);
    const { owner } = context.get("user");
    const { images, next } = await (search === undefined
      ? stores.images.list(owner, limit, after)
      : stores.images.search(owner, search, limit, after));
    const urls = await stores.urls();
    return context.json({ images: images.map((record) => imageData(record, urls)), next: next ?? null });
  });

  routes.get("/images/:id", user, async (context) => {
    const record = await ownImage(stores, imageId(context), context.get("user").owner);
    return context.json(imageData(record, await stores.urls()));
  });

  routes.post("/images/:id", user, async (context) => {
    const record = await ownImage(stores, imageId(context), context.get("user").owner);
    const asked = await readTransform(context);
    const negotiated = negotiate(context.req.header("accept"));
    const isData = negotiated === "json" || asked?.format === "json";
    if (asked === undefined) return retrievedAnswer(context, await retrieveOriginal(stores, record), isData);
    const variant = askedVariant(record.id, asked, negotiated);
    const retrieved = await retrieveVariant({ ...stores, budget: options.budget }, record, variant);
    await options.budget.settle();
    return retrievedAnswer(context, retrieved, isData);
  });

  routes.post("/images/:id/download", user, async (context) => {
    const record = await ownImage(stores, imageId(context), context.get("user").owner);
    return context.json(await linkOriginal(stores, record), 201);
  });

  routes.patch("/images/:id", user, async (context) => {
    const changes = readChanges(await readJson(context));
    const record = await changeImage(stores, imageId(context), context.get("user").owner, changes);
    return context.json(imageData(record, await stores.urls()));
  });

  routes.delete("/images/:id", user, async (context) => {
    await eraseImage(stores, imageId(context), context.get("user").owner);
    return context.body(null, 204);
  });

  return routes;
}

/** The bytes where the client takes them and they fit; else the data, by which they can be had. */
function retrievedAnswer(context: Context, retrieved: Retrieved, isData: boolean): Response {
  const { location, data, bytes, contentType, download } = retrieved;
  context.header("location", location);
  if (download !== undefined) return context.json({ ...data, url: download.url, expiresAt: download.expiresAt }, 201);
  if (isData) return context.json(data, 201);
  return context.body(new Uint8Array(bytes), 201, { "content-type": contentType });
}

function readChanges(json: unknown): ImageChanges {
  const read = parseImageChanges(json);
  if ("problem" in read) throw new ProblemError(read.problem.code, read.problem.detail);
  return read.changes;
}

/** @returns `undefined` where neither body nor query asks for anything: the original */
async function readTransform(context: Context): Promise<Transform | undefined> {
  const pairs = queryPairs(context).filter(([key]) => !isMarketingTag(key));
  const json = (await context.req.text()) === "" ? undefined : await readJson(context);
  if (pairs.length > 0 && json !== undefined) {
    throw new ProblemError("parameter-conflict", "Give the transform in the query or in the body, not in both.");
  }
  const read = json === undefined ? await settlePairs(pairs) : await parseTransformJson(json);
  if ("problem" in read) throw new ProblemError(read.problem.code, read.problem.detail);
  const asksForNothing = pairs.length === 0 && Object.keys(json ?? {}).length === 0;
  return asksForNothing ? undefined : read.transform;
}
