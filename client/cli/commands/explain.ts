import type { Command } from "commander";
import type { ImageExplanation } from "../../../lib/image-explanation.ts";
import type { Explanation } from "../../../lib/url/explanation.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../../../lib/url/unsigned.ts";
import { DarkroomError } from "../../darkroom-error.ts";
import { BROWSERS_ACCEPT, explainOffline, readPictureUrl } from "../../explanation.ts";
import { explanationFacts } from "../../explanation-facts.ts";
import { CommandFailure, EXIT_CODES, exitCodeOf } from "../failure.ts";
import { serviceAddress } from "../service-address.ts";
import { serviceUnsignedUrls } from "../service-configuration.ts";
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
    "explain --offline '/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?w=320&dpr=2'",
  ])
    .option("--accept <types>", "the Accept header of whoever asks", BROWSERS_ACCEPT)
    .option("--offline", "ask nobody, and know neither the owner's defaults nor the service's own ladder")
    .option("--json", "as one JSON object")
    .action(async (url: string, options: ExplainOptions) => {
      readPictureUrl(url);
      const explained = await explain(world, url, options);
      if (options.json === true) print(world, JSON.stringify(explained));
      else for (const [name, value] of explanationFacts(explained)) print(world, `${name.padEnd(8)} ${value}`);
      const { refusal } = explained;
      if (refusal !== null)
        throw new CommandFailure(`The answer is ${refusal.status} ${refusal.code}: ${refusal.detail}`);
    });
}

/** The service knows most; without it, without a token or for a picture of somebody else there are the edge's own rules. */
async function explain(
  world: World,
  url: string,
  { accept, offline }: ExplainOptions,
): Promise<Explanation | ImageExplanation> {
  if (offline === true) return explainOffline(url, accept);
  const serviceUrl = serviceAddress(world);
  if (!isOf(serviceUrl, url)) return withoutOwner(world, url, accept, "This is not a URL of DARKROOM_URL");
  try {
    return await ownDarkroom(world).explain(url, accept);
  } catch (error) {
    const reason = excusable(error);
    if (reason === undefined) throw error;
    const unsignedUrls = reason === AWAY ? DEFAULT_UNSIGNED_URLS : await serviceUnsignedUrls(serviceUrl);
    return withoutOwner(world, url, accept, reason, unsignedUrls);
  }
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
