import { withoutSlash } from "../image-url.ts";
import { usageFailure } from "./failure.ts";
import type { World } from "./world.ts";

const LOCAL_SERVICE = "http://127.0.0.1:8787";

/**
 * The service that commands are for: `DARKROOM_URL`, or the one on this machine.
 *
 * @returns e.g. `https://img.example.com`
 * @throws CommandFailure when it is no address, or one that would send the token in the clear
 */
export function serviceAddress({ environment }: World): string {
  const text = environment.DARKROOM_URL || LOCAL_SERVICE;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageFailure(
      `DARKROOM_URL is ${JSON.stringify(text)}; it must be an address such as https://img.example.com.`,
    );
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    throw usageFailure(`DARKROOM_URL is ${text}; only a service on this machine can do without https.`);
  }
  return withoutSlash(text);
}

/** Whether an address is on this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
