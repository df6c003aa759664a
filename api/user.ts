import { Hono, type MiddlewareHandler } from "hono";
import type { WithUser } from "./authenticate.ts";
import type { Stores } from "./stores.ts";

/** `GET /users/me`: what a user has. */
export function userRoutes({ images }: Stores, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const routes = new Hono<WithUser>();
  routes.get("/users/me", user, async (context) => {
    const { owner, email } = context.get("user");
    // No limit per user is enforced yet, and so none is promised.
    const quota = { uploadsPerHour: null, storedBytes: null, transformsPerMinute: null };
    return context.json({ id: owner, email: email ?? null, usage: await images.usage(owner), quota });
  });
  return routes;
}
