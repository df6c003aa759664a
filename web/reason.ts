import { DarkroomError } from "../client/darkroom-error.ts";

/**
 * Why something did not work, as a sentence.
 *
 * @param error what was thrown, e.g. a `DarkroomError` with the service's own words
 */
export function reasonOf(error: unknown): string {
  if (error instanceof DarkroomError && error.code === "service-unreachable" && !navigator.onLine) {
    return "You are offline.";
  }
  return error instanceof Error && error.message !== "" ? error.message : "Something went wrong.";
}

/** Whether signing in again is what helps. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof DarkroomError && error.status === 401;
}
