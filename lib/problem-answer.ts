/** The media type of every failure that our own code answers. */
export const PROBLEM_TYPE = "application/problem+json";

/**
 * The body of a problem answer.
 *
 * @param title the status' own phrase, as `about:blank` wants it
 * @returns e.g. `{"type":"about:blank","title":"Bad Request","status":400,"code":"parameter-unknown","detail":"…"}`
 * @see RFC 9457 §3.1, §4.2.1
 */
export function problemBody(status: number, title: string, problem: { code: string; detail: string }): string {
  const code = problem.code;
  const detail = problem.detail;
  return JSON.stringify({ type: "about:blank", title, status, code, detail });
}

/**
 * How long a problem may be kept by browsers and the edge: what a URL can never mean, 10 s; all else not at all.
 *
 * @returns e.g. `max-age=10`, or `no-store`
 */
export function problemCaching(status: number): string {
  return status === 400 || status === 404 ? "max-age=10" : "no-store";
}
