import { Hono, type MiddlewareHandler } from "hono";
import { seconds } from "../lib/time.ts";
import type { WithUser } from "./authenticate.ts";
import type { AppOptions } from "./options.ts";
import type { Stores } from "./stores.ts";

/** `GET /users/me`: what a user has, and may have. */
export function userRoutes(
  { accounts, transformCounts }: Stores,
  { limits }: AppOptions,
  user: MiddlewareHandler<WithUser>,
): Hono<WithUser> {
  const routes = new Hono<WithUser>();

  routes.get("/users/me", user, async (context) => {
    const { owner, email } = context.get("user");
    const now = seconds(new Date());
    const [account, made] = await Promise.all([accounts.get(owner), transformCounts.get(owner, now)]);
    const { images, heldBytes, reservedBytes, uploads, hourEndsAt } = account;
    const usage = {
      images,
      storedBytes: heldBytes - reservedBytes,
      reservedBytes,
      uploadsThisHour: now < hourEndsAt ? uploads : 0,
      transformsThisMinute: made.thisMinute,
      transformsToday: made.today,
    };
    const quota = {
      uploadsPerHour: limits.uploadsPerHour ?? null,
      storedBytes: limits.storedBytes ?? null,
      transformsPerMinute: limits.transformsPerMinute ?? null,
      transformsPerDay: limits.transformsPerDay ?? null,
    };
    return context.json({ id: owner, email: email ?? null, usage, quota });
  });

  return routes;
}
