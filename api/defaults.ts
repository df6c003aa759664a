import { Hono, type MiddlewareHandler } from "hono";
import { defaultsJson, parseDefaults, SERVICE_DEFAULTS } from "../lib/defaults.ts";
import { reapplyDefaults } from "../lib/operations/reapply-defaults.ts";
import { replaceDefaults } from "../lib/operations/replace-defaults.ts";
import { ProblemError } from "../lib/problem-error.ts";
import type { WithUser } from "./authenticate.ts";
import { imageId, readJson } from "./request.ts";
import type { Stores } from "./stores.ts";

/** `/users/me/defaults`: what a user's next uploads are made with, and an image of before by `/images/:id/defaults`. */
export function defaultsRoutes(stores: Stores, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const { users } = stores;
  const routes = new Hono<WithUser>();

  routes.get("/users/me/defaults", user, async (context) =>
    context.json(defaultsJson(await users.defaults(context.get("user").owner))),
  );

  routes.put("/users/me/defaults", user, async (context) => {
    const parsed = await parseDefaults(await readJson(context));
    if ("problem" in parsed) throw new ProblemError(parsed.problem.code, parsed.problem.detail);
    await replaceDefaults(stores, context.get("user").owner, parsed.defaults);
    return context.json(defaultsJson(parsed.defaults));
  });

  routes.delete("/users/me/defaults", user, async (context) => {
    await users.removeDefaults(context.get("user").owner);
    return context.json(defaultsJson(SERVICE_DEFAULTS));
  });

  routes.post("/images/:id/defaults", user, async (context) => {
    await reapplyDefaults(stores, imageId(context), context.get("user").owner);
    return context.body(null, 202);
  });

  return routes;
}
