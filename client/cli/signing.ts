import { type SignOptions, signUrl } from "../sign-url.ts";
import { usageFailure } from "./failure.ts";
import type { World } from "./world.ts";

/**
 * A URL with a signature by `DARKROOM_SIGNING_KEY`.
 *
 * @throws CommandFailure when there is no key, or one that is none
 */
export function signed({ environment }: World, url: string, options: SignOptions = {}): string {
  const key = environment.DARKROOM_SIGNING_KEY;
  if (!key) throw usageFailure("Set DARKROOM_SIGNING_KEY to the service's signing key: its id, a dot and its secret.");
  try {
    return signUrl(url, key, options);
  } catch (cause) {
    if (cause instanceof TypeError) throw usageFailure(cause.message);
    throw cause;
  }
}
