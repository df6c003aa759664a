import { Hono, type MiddlewareHandler } from "hono";
import type { Erasure, ErasureReceipt } from "../lib/erasure.ts";
import { TABLE_BACKUP_DAYS } from "../lib/limits.ts";
import { ProblemError } from "../lib/problem-error.ts";
import type { WithUser } from "./authenticate.ts";
import { imageId } from "./request.ts";
import type { Stores } from "./stores.ts";

/** What a deletion cannot reach. */
const OUT_OF_REACH = [
  "browsers that have a copy may show it for up to a day",
  "mail that has been sent",
  `backups of the table, which end after ${TABLE_BACKUP_DAYS} days; they hold no picture`,
];

/** `GET /images/:id/erasure`: what a deletion has done. */
export function erasureRoutes({ images }: Stores, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const routes = new Hono<WithUser>();
  routes.get("/images/:id/erasure", user, async (context) => {
    const record = await images.get(imageId(context));
    if (record?.owner !== context.get("user").owner || record.erasure === undefined) {
      throw new ProblemError("erasure-not-found", "No image of yours with this id has been deleted.");
    }
    return context.json(receipt(record.id, record.erasure));
  });
  return routes;
}

function receipt(
  id: string,
  { deletedAt, completedAt, originals, variants, marked, asked = [] }: Erasure,
): ErasureReceipt {
  return {
    id,
    state: completedAt === undefined ? "removing" : "complete",
    deletedAt,
    completedAt: completedAt ?? null,
    removed: { originals, variants: variants + marked },
    asked,
    outOfReach: OUT_OF_REACH,
  };
}
