import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { WithUser } from "./authenticate.ts";
import type { Stores } from "./stores.ts";

/** Lets a browser keep the description while somebody reads it; a deployment may change it. */
const CACHING = "public, max-age=300";

/** `/openapi.json` and `/docs`: what the API is, for programs and for people. Neither is read before somebody asks for it. */
export function descriptionRoutes({ urls }: Pick<Stores, "urls">): Hono<WithUser> {
  const routes = new Hono<WithUser>();

  routes.get("/openapi.json", async (context) => {
    const { openApiText } = await import("./description/openapi.ts");
    return context.body(openApiText((await urls()).publicUrl), 200, {
      "content-type": "application/json",
      "cache-control": CACHING,
    });
  });

  routes.get("/docs", async (context) => {
    const { referencePage } = await import("./description/reference-page.ts");
    const { REFERENCE_STYLE } = await import("./description/reference-style.ts");
    const style = createHash("sha256").update(REFERENCE_STYLE).digest("base64");
    return context.body(referencePage((await urls()).publicUrl), 200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": CACHING,
      // It is words alone: whatever got into it could not run.
      "content-security-policy": `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; frame-ancestors 'none'`,
    });
  });

  return routes;
}
