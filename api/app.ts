import { Hono } from "hono";
import { cors } from "hono/cors";
import { requireUser, type WithUser } from "./authenticate.ts";
import { defaultsRoutes } from "./defaults.ts";
import { erasureRoutes } from "./erasure.ts";
import { imageRoutes } from "./images.ts";
import type { AppOptions } from "./options.ts";
import { problemAnswer, problemOf } from "./problem-response.ts";
import type { Stores } from "./stores.ts";
import { uploadRoutes } from "./upload.ts";
import { userRoutes } from "./user.ts";

/** The API: everything that changes something, and what its owner may know. */
export function createApp(stores: Stores, options: AppOptions): Hono<WithUser> {
  const app = new Hono<WithUser>();
  app.onError((error) => problemAnswer(problemOf(error)));
  app.notFound(() => problemAnswer({ code: "route-unknown", detail: "There is nothing at this address." }));
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
    context.header("x-content-type-options", "nosniff");
  });
  if (options.allowedOrigins.length > 0) {
    app.use(cors({ origin: [...options.allowedOrigins], exposeHeaders: ["Location", "Retry-After"], maxAge: 86_400 }));
  }
  app.get("/health", (context) => context.json({ status: "ok" }));
  const user = requireUser(options.authenticate);
  app.route("/", uploadRoutes(stores, user));
  app.route("/", imageRoutes(stores, options, user));
  app.route("/", erasureRoutes(stores, user));
  app.route("/", defaultsRoutes(stores, user));
  app.route("/", userRoutes(stores, user));
  return app;
}
