import { Hono, type MiddlewareHandler } from "hono";
import { API_SECONDS } from "../lib/limits.ts";
import { eraseOwner } from "../lib/operations/erase-owner.ts";
import { seconds } from "../lib/time.ts";
import { userData } from "../lib/user-data.ts";
import type { WithUser } from "./authenticate.ts";
import type { AppOptions } from "./options.ts";
import type { Stores } from "./stores.ts";

/** Milliseconds for which a request deletes images; the sweeper goes on with those that are left. */
const ERASING_MS = (API_SECONDS - 10) * 1000;

/** `/users/me`: what a user has, and may have; and an end to all of it. */
export function userRoutes(stores: Stores, { limits }: AppOptions, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const { accounts, transformCounts, users } = stores;
  const routes = new Hono<WithUser>();

  routes.get("/users/me", user, async (context) => {
    const user = context.get("user");
    const now = seconds(new Date());
    const [account, made, notifications] = await Promise.all([
      accounts.get(user.owner),
      transformCounts.get(user.owner, now),
      users.notifications(user.owner),
    ]);
    return context.json(userData(user, account, made, notifications, limits, now));
  });

  routes.delete("/users/me", user, async (context) => {
    const isDone = await eraseOwner(stores, context.get("user").owner, Date.now() + ERASING_MS);
    return context.body(null, isDone ? 204 : 202);
  });

  return routes;
}
