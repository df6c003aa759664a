import { parseLadder } from "../../lib/url/parse-ladder.ts";
import { isSignedUrls } from "../../lib/url/signed-urls.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../../lib/url/unsigned.ts";
import { ask } from "../service.ts";

/** What a service says of itself at `/config.json`, unchecked. */
export type ServiceConfiguration = Readonly<Record<string, unknown>>;

/** @throws DarkroomError when it does not say */
export async function serviceConfiguration(serviceUrl: string): Promise<ServiceConfiguration> {
  const answer = await ask({ url: serviceUrl }, "/config.json");
  return (await answer.json()) as ServiceConfiguration;
}

/**
 * The ladder and the mode of a service; by default where it does not name them.
 *
 * @throws DarkroomError when it does not say
 */
export async function serviceUnsignedUrls(serviceUrl: string): Promise<UnsignedUrls> {
  const { ladder, signedUrls } = await serviceConfiguration(serviceUrl);
  const parsed = Array.isArray(ladder) ? parseLadder(ladder.join()) : DEFAULT_UNSIGNED_URLS.ladder;
  return {
    ladder: "mistake" in parsed ? DEFAULT_UNSIGNED_URLS.ladder : parsed,
    signedUrls:
      typeof signedUrls === "string" && isSignedUrls(signedUrls) ? signedUrls : DEFAULT_UNSIGNED_URLS.signedUrls,
  };
}
