import { type Context, Hono, type MiddlewareHandler } from "hono";
import { type FocalPoint, parseFocalPoint } from "../lib/focal-point.ts";
import { imageData } from "../lib/image-data.ts";
import { aimImage } from "../lib/operations/aim-image.ts";
import { eraseImage } from "../lib/operations/erase-image.ts";
import {
  askedVariant,
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
import type { AppOptions } from "./options.ts";
import { imageId, queryPairs, readJson } from "./request.ts";
import type { Stores } from "./stores.ts";

const PAGE_LIMIT = 100;

/** What an owner does with images: list, look, retrieve, aim, delete. */
export function imageRoutes(stores: Stores, options: AppOptions, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const routes = new Hono<WithUser>();

  routes.get("/images", user, async (context) => {
    const { limit, after } = pageOf(context);
    const { images, next } = await stores.images.list(context.get("user").owner, limit, after);
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

  routes.patch("/images/:id", user, async (context) => {
    const focalPoint = readFocalPoint(await readJson(context));
    const record = await aimImage(stores, imageId(context), context.get("user").owner, focalPoint);
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

/** @returns `undefined` for `null`, which clears it */
function readFocalPoint(json: unknown): FocalPoint | undefined {
  const isChange = typeof json === "object" && json !== null && Object.keys(json).join() === "focalPoint";
  const asked: unknown = isChange && "focalPoint" in json ? json.focalPoint : undefined;
  const point = parseFocalPoint(asked);
  if (point !== undefined || asked === null) return point;
  const detail = 'The body must be {"focalPoint": [x, y]}, whole percent of width and height, or {"focalPoint": null}.';
  throw new ProblemError("body-invalid", detail);
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

function pageOf(context: Context): { limit: number; after: string | undefined } {
  const pairs = queryPairs(context);
  const asked = new Map(pairs);
  if (asked.size < pairs.length) throw new ProblemError("parameter-repeated", "Give limit and cursor once.");
  const stranger = [...asked.keys()].find((key) => key !== "limit" && key !== "cursor");
  if (stranger !== undefined) throw new ProblemError("parameter-unknown", "A list takes limit and cursor.");
  const limit = asked.get("limit") ?? "50";
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > PAGE_LIMIT) {
    throw new ProblemError("parameter-invalid", `limit must be a whole number from 1 to ${PAGE_LIMIT}.`);
  }
  const cursor = asked.get("cursor") ?? "";
  if (cursor !== "" && !/^[0-9a-z]{26}$/.test(cursor)) {
    throw new ProblemError("cursor-invalid", "cursor must be the next of an earlier page.");
  }
  return { limit: Number(limit), after: cursor || undefined };
}
