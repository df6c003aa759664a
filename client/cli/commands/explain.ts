import type { Command } from "commander";
import type { ImageExplanation } from "../../../lib/image-explanation.ts";
import type { Dialect } from "../../../lib/url/dialects/dialects.ts";
import type { ExplainedRefusal, Explanation } from "../../../lib/url/explanation.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../../../lib/url/unsigned.ts";
import { DarkroomError } from "../../darkroom-error.ts";
import { BROWSERS_ACCEPT, explainOffline } from "../../explanation.ts";
import { explanationFacts } from "../../explanation-facts.ts";
import { CommandFailure, EXIT_CODES, exitCodeOf, usageFailure } from "../failure.ts";
import { type PictureAddress, type RefusedAddress, readPictureAddress } from "../picture-address.ts";
import { serviceAddress } from "../service-address.ts";
import { serviceConfiguration, serviceUnsignedUrls } from "../service-configuration.ts";
import { print, tell, type World } from "../world.ts";
import { command, ownDarkroom } from "./command.ts";

interface ExplainOptions {
  readonly accept: string;
  readonly offline?: true;
  readonly json?: true;
}

/** `darkroom explain`: what a URL means, and what it would be answered with. */
export function explainCommand(world: World): Command {
  return command("explain <url>", "Tell what the URL of a picture means, and what would be answered.", [
    "explain 'http://127.0.0.1:8787/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?width=641&utm_source=mail'",
    "explain --accept image/webp '/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?w=320&dpr=2'",
    "explain '/imgix/01jd3v7k2mq8x4n5p6r7s8t9va?w=320&h=200&fit=crop'",
    "explain --offline '/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?w=320&dpr=2'",
  ])
    .option("--accept <types>", "the Accept header of whoever asks", BROWSERS_ACCEPT)
    .option("--offline", "ask nobody, and know neither the owner's defaults nor the service's own ladder")
    .option("--json", "as one JSON object")
    .action(async (url: string, options: ExplainOptions) => {
      const address = addressOf(url);
      if ("refusal" in address) {
        if (options.json === true) print(world, JSON.stringify(address));
        throw refusedFailure(address.refusal);
      }
      const explained = await explain(world, address, options);
      const { dialect, ownUrl } = address;
      const folded = dialect !== undefined && { dialect, ownUrl };
      if (options.json === true) print(world, JSON.stringify({ ...explained, ...folded }));
      else
        tellFacts(world, [
          ...(folded ? [["own URL", `${ownUrl} says as much`] as const] : []),
          ...explanationFacts(explained),
        ]);
      if (explained.refusal !== null) throw refusedFailure(explained.refusal);
    });
}

/** @throws CommandFailure for what is no picture's address */
function addressOf(url: string): PictureAddress | RefusedAddress {
  try {
    return readPictureAddress(url);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw usageFailure(`${JSON.stringify(url)} is no picture's address: its path is /images/ID/transformation.`);
  }
}

function tellFacts(world: World, facts: readonly (readonly [name: string, value: string])[]): void {
  for (const [name, value] of facts) print(world, `${name.padEnd(8)} ${value}`);
}

function refusedFailure({ status, code, detail }: ExplainedRefusal): CommandFailure {
  return new CommandFailure(`The answer is ${status} ${code}: ${detail}`);
}

/** The service knows most; without it, without a token or for a picture of somebody else there are the edge's own rules. */
async function explain(
  world: World,
  { ownUrl: url, dialect }: PictureAddress,
  { accept, offline }: ExplainOptions,
): Promise<Explanation | ImageExplanation> {
  if (offline === true) return explainOffline(url, accept);
  const serviceUrl = serviceAddress(world);
  if (!isOf(serviceUrl, url)) return withoutOwner(world, url, accept, "This is not a URL of DARKROOM_URL");
  try {
    if (dialect !== undefined) await refuseUnread(serviceUrl, dialect, url);
    return await ownDarkroom(world).explain(url, accept);
  } catch (error) {
    const reason = excusable(error);
    if (reason === undefined) throw error;
    const unsignedUrls = reason === AWAY ? DEFAULT_UNSIGNED_URLS : await serviceUnsignedUrls(serviceUrl);
    return withoutOwner(world, url, accept, reason, unsignedUrls);
  }
}

/** @throws CommandFailure where nobody has switched on that the service reads another system's URLs */
async function refuseUnread(serviceUrl: string, dialect: Dialect, ownUrl: string): Promise<void> {
  const { dialects } = await serviceConfiguration(serviceUrl);
  if (Array.isArray(dialects) && dialects.includes(dialect)) return;
  const answer = "The answer is 404 route-unknown";
  throw new CommandFailure(
    `${answer}: ${dialect} is not among this service's DIALECTS. Its own URL would be ${ownUrl}`,
  );
}

const AWAY = "The service cannot be reached";

/** Why the service did not explain it, where that is no reason not to; a token that is refused is one. */
function excusable(error: unknown): string | undefined {
  if (error instanceof DarkroomError && error.code === "image-not-found") return "This is no picture of yours";
  if (exitCodeOf(error) === EXIT_CODES.unreachable) return AWAY;
  const isNobody = error instanceof CommandFailure && error.exitCode === EXIT_CODES.notSignedIn;
  return isNobody ? "Nobody is signed in" : undefined;
}

async function withoutOwner(
  world: World,
  url: string,
  accept: string,
  reason: string,
  unsignedUrls: UnsignedUrls = DEFAULT_UNSIGNED_URLS,
): Promise<Explanation> {
  const unknown =
    unsignedUrls === DEFAULT_UNSIGNED_URLS
      ? "the owner's defaults and the service's own ladder"
      : "the owner's defaults";
  tell(world, `${reason}: this is without ${unknown}.`);
  return explainOffline(url, accept, unsignedUrls);
}

function isOf(serviceUrl: string, url: string): boolean {
  return new URL(url, serviceUrl).origin === new URL(serviceUrl).origin;
}
