import { DarkroomError } from "./darkroom-error.ts";
import { readImageSource, writeImageSource } from "./image-source.ts";
import { withoutSlash } from "./image-url.ts";
import { ask, type Service } from "./service.ts";

/** As most browsers ask, so that the variant which is made for the answer is the one that they get. */
const ACCEPT = "image/avif,image/webp";

/**
 * Has the service sign a picture's URL, for those who have no key.
 *
 * The variant is made at once, at exactly the size that is asked for. Anybody who has the URL is answered, for as long as the key is good.
 *
 * @param url e.g. `/images/01jd3v…/transformation?w=641`
 * @returns absolute, e.g. `https://img.example.com/images/01jd3v…/transformation?w=641&s=k1.4cVq…`
 * @throws TypeError for what is no picture's URL or asks for nothing, DarkroomError e.g. `image-not-found`
 */
export async function signedByService(service: Service, url: string): Promise<string> {
  const source = readImageSource(url);
  if (source === undefined || Object.keys(source.parameters).length === 0) {
    throw new TypeError(`${JSON.stringify(url)} is no picture's URL with a parameter.`);
  }
  const path = writeImageSource({ ...source, baseUrl: "" }).replace("/transformation?", "?");
  const answer = await ask(service, path, { method: "POST", headers: { accept: ACCEPT } });
  await answer.body?.cancel();
  const location = answer.headers.get("location");
  if (location === null) throw new DarkroomError("answer-unexpected", "The service did not say what it has signed.");
  return `${withoutSlash(service.url)}${location}`;
}
