import { Hono } from "hono";
import { cors } from "hono/cors";
import { requireUser, type WithUser } from "./authenticate.ts";
import { defaultsRoutes } from "./defaults.ts";
import { descriptionRoutes } from "./description.ts";
import { erasureRoutes } from "./erasure.ts";
import { explainRoutes } from "./explain.ts";
import { imageRoutes } from "./images.ts";
import { notificationRoutes } from "./notifications.ts";
import type { AppOptions } from "./options.ts";
import { errorAnswer, problemAnswer } from "./problem-response.ts";
import type { Stores } from "./stores.ts";
import { uploadRoutes } from "./upload.ts";
import { userRoutes } from "./user.ts";

/** What a page may read of an answer besides its type and length. */
const EXPOSED = ["Location", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id"];

/** The API: everything that changes something, and what its owner may know. */
export function createApp(stores: Stores, options: AppOptions): Hono<WithUser> {
  const app = new Hono<WithUser>();
  app.onError(errorAnswer);
  app.notFound(() => problemAnswer({ code: "route-unknown", detail: "There is nothing at this address." }));
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
    context.header("x-content-type-options", "nosniff");
  });
  if (options.allowedOrigins.length > 0) {
    app.use(cors({ origin: [...options.allowedOrigins], exposeHeaders: EXPOSED, maxAge: 86_400 }));
  }
  app.get("/health", (context) => context.json({ status: "ok" }));
  app.route("/", descriptionRoutes(stores));
  const user = requireUser(options.authenticate);
  app.route("/", uploadRoutes(stores, options, user));
  app.route("/", imageRoutes(stores, options, user));
  app.route("/", explainRoutes(stores, user));
  app.route("/", erasureRoutes(stores, user));
  app.route("/", defaultsRoutes(stores, user));
  app.route("/", userRoutes(stores, options, user));
  app.route("/", notificationRoutes(stores, user));
  return app;
}
