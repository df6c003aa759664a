import type { Problem } from "./problem.ts";

/** What a user wants to be told of. */
export interface Notifications {
  /** Whether a mail follows an upload. */
  readonly mail: boolean;
}

/** What holds for who never said anything. */
export const DEFAULT_NOTIFICATIONS: Notifications = { mail: true };

/**
 * Reads what a user wants to be told of.
 *
 * @param json e.g. `{ "mail": false }`
 */
export function parseNotifications(
  json: unknown,
): { readonly notifications: Notifications } | { readonly problem: Problem } {
  const isChange = typeof json === "object" && json !== null && Object.keys(json).join() === "mail";
  const mail: unknown = isChange && "mail" in json ? json.mail : undefined;
  if (typeof mail === "boolean") return { notifications: { mail } };
  return { problem: { code: "body-invalid", detail: 'The body must be {"mail": true} or {"mail": false}.' } };
}
