import type { SignedUrls } from "../lib/url/signed-urls.ts";

/** What the service tells a page of itself at `/config.json`. */
export interface Configuration {
  /** Where its pictures are for everybody, e.g. `https://img.example.com`. */
  readonly publicUrl: string;
  readonly issuer: string;
  /** The name under which the issuer knows the service's users. */
  readonly audience: string;
  /** Only where the issuer is not to be found at its own name. */
  readonly discoveryUrl?: string;
  /** Sizes that addresses without a signature can have, in px, ascending. */
  readonly ladder: readonly number[];
  /** Which addresses of pictures are refused without a signature. */
  readonly signedUrls: SignedUrls;
  /** Whether SVG is taken. */
  readonly acceptsSvg: boolean;
  /** Only on one's own machine: where a token is to be had for the asking. */
  readonly tokenUrl?: string;
}

/** Milliseconds in which a file of the page's own host comes. */
const CONFIGURATION_MS = 15_000;

/** @throws Error when the service does not say */
export async function loadConfiguration(): Promise<Configuration> {
  const answer = await fetch("/config.json", { signal: AbortSignal.timeout(CONFIGURATION_MS) });
  if (!answer.ok) throw new Error(`/config.json answered ${answer.status}.`);
  return (await answer.json()) as Configuration;
}
