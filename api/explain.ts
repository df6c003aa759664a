import { Hono, type MiddlewareHandler } from "hono";
import { explainVariant } from "../lib/operations/explain-variant.ts";
import { ownImage } from "../lib/operations/retrieve-image.ts";
import type { WithUser } from "./authenticate.ts";
import { imageId } from "./request.ts";
import type { Stores } from "./stores.ts";

/** What the URL of a picture means, told to its owner. The query and `Accept` are those that the edge would have. */
export function explainRoutes(stores: Stores, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const routes = new Hono<WithUser>();
  routes.get("/images/:id/explain", user, async (context) => {
    const record = await ownImage(stores, imageId(context), context.get("user").owner);
    const rawQuery = new URL(context.req.url).search.slice(1);
    const request = { id: record.id, rawQuery, accept: context.req.header("accept") };
    const { unsignedUrls } = stores.variantBound;
    return context.json(await explainVariant(stores, record, request, unsignedUrls, Date.now()));
  });
  return routes;
}
