import { type QueryParameters, writeImageSource } from "../client/image-source.ts";
import type { ImageData } from "../lib/image-data.ts";
import { readParameters } from "../lib/url/read-parameters.ts";
import { needsSignature } from "../lib/url/signed-urls.ts";
import type { Playground } from "./playground.ts";

/**
 * Whether an address is refused without a signature.
 *
 * @param said e.g. `{ w: "640", gray: "1" }`
 */
export function isSignatureNeeded({ configuration }: Playground, said: QueryParameters): boolean {
  const read = readParameters(Object.entries(said));
  return !("problem" in read) && needsSignature(read.parameters, configuration.signedUrls);
}

/**
 * Where a variant is to be had: at the address that says what is asked for, signed by the service where it must be.
 *
 * @returns e.g. `/images/01jd3v…/transformation?w=640`
 * @throws DarkroomError where the service does not sign
 */
export async function answeredAddress(
  playground: Playground,
  { id, url }: Pick<ImageData, "id" | "url">,
  said: QueryParameters,
): Promise<string> {
  const address = writeImageSource({ baseUrl: "", id, parameters: said });
  if (!isSignatureNeeded(playground, said)) return address;
  // What asks for nothing is signed in the picture's data; to ask the service for nothing would be for the original.
  return ownAddress(Object.keys(said).length === 0 ? url : await playground.darkroom.sign(address));
}

/**
 * An address of the service as this page asks for it, which may be known under another name.
 *
 * @param url e.g. `https://img.example.com/images/01jd3v…/transformation?p=small`
 */
export function ownAddress(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
