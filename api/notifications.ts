import { createHash } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { DEFAULT_LANGUAGE, type Language, languageOf } from "../lib/mail/language.ts";
import { parseNotifications } from "../lib/notifications.ts";
import { ownerOfToken, unsubscribe } from "../lib/operations/unsubscribe.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { UNSUBSCRIBE_PATH } from "../lib/unsubscribe-token.ts";
import type { WithUser } from "./authenticate.ts";
import { queryPairs, readJson } from "./request.ts";
import type { Stores } from "./stores.ts";

/** Mail, on or off: `PUT /users/me/notifications`, and without a token by the link that each mail has. */
export function notificationRoutes(stores: Stores, user: MiddlewareHandler<WithUser>): Hono<WithUser> {
  const { users, signingKeys } = stores;
  const routes = new Hono<WithUser>();

  routes.put("/users/me/notifications", user, async (context) => {
    const read = parseNotifications(await readJson(context));
    if ("problem" in read) throw new ProblemError(read.problem.code, read.problem.detail);
    await users.putNotifications(context.get("user").owner, read.notifications);
    return context.json(read.notifications);
  });

  // Programs that look through mail follow its links: whatever changes something is behind the button.
  routes.get(UNSUBSCRIBE_PATH, async (context) => {
    await ownerOfToken(signingKeys, tokenOf(context));
    return pageAnswer(context, "question");
  });

  routes.post(UNSUBSCRIBE_PATH, async (context) => {
    await unsubscribe({ users, signingKeys }, tokenOf(context));
    const isPage = (context.req.header("accept") ?? "").includes("text/html");
    return isPage ? pageAnswer(context, "done") : context.json({ mail: false });
  });

  return routes;
}

/** Whatever else is in the query, mail programs and their proxies have put there. */
function tokenOf(context: Context): string {
  return new Map(queryPairs(context)).get("t") ?? "";
}

async function pageAnswer(context: Context, state: "question" | "done"): Promise<Response> {
  const { unsubscribePage, UNSUBSCRIBE_STYLE } = await import("./unsubscribe-page.ts");
  const style = createHash("sha256").update(UNSUBSCRIBE_STYLE).digest("base64");
  return context.body(unsubscribePage(spokenBy(context), state), 200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    // The address is as good as the token that is in it.
    "referrer-policy": "no-referrer",
    vary: "accept-language",
  });
}

/** Browsers name languages by preference; what weights say beyond that is of no matter here. */
function spokenBy(context: Context): Language {
  const tags = (context.req.header("accept-language") ?? "").split(",").map((each) => each.split(";")[0]!);
  return languageOf(tags) ?? DEFAULT_LANGUAGE;
}
