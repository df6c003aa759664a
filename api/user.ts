import { Hono, type MiddlewareHandler } from "hono";
import { seconds } from "../lib/time.ts";
import type { WithUser } from "./authenticate.ts";
import type { AppOptions } from "./options.ts";
import type { Stores } from "./stores.ts";

/** `GET /users/me`: what a user has, and may have. */
export function userRoutes(
  { accounts }: Stores,
  { limits }: AppOptions,
  user: MiddlewareHandler<WithUser>,
): Hono<WithUser> {
  const routes = new Hono<WithUser>();

  routes.get("/users/me", user, async (context) => {
    const { owner, email } = context.get("user");
    const { images, heldBytes, reservedBytes, uploads, hourEndsAt } = await accounts.get(owner);
    const isInHour = seconds(new Date()) < hourEndsAt;
    const usage = {
      images,
      storedBytes: heldBytes - reservedBytes,
      reservedBytes,
      uploadsThisHour: isInHour ? uploads : 0,
    };
    const quota = {
      uploadsPerHour: limits.uploadsPerHour ?? null,
      storedBytes: limits.storedBytes ?? null,
      transformsPerMinute: null,
    };
    return context.json({ id: owner, email: email ?? null, usage, quota });
  });

  return routes;
}
