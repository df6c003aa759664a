import type { Command } from "commander";
import { MAX_ASKED_PX } from "../../../lib/limits.ts";
import type { UnsignedUrls } from "../../../lib/url/unsigned.ts";
import { explainOffline } from "../../explanation.ts";
import { inLanes } from "../../lanes.ts";
import { CommandFailure, EXIT_CODES, exitCodeOf, sentenceOf, usageFailure } from "../failure.ts";
import { checkImageId, pictureUrl } from "../parameter-arguments.ts";
import { serviceAddress } from "../service-address.ts";
import { serviceUnsignedUrls } from "../service-configuration.ts";
import { type Warmth, warmVariant } from "../warm-variant.ts";
import { print, tell, type World } from "../world.ts";
import { command } from "./command.ts";

/** One `Accept` for each class of clients that the edge knows. */
const ACCEPTS = ["image/avif,image/webp,*/*", "image/webp,*/*", "*/*"];

/** Few enough to leave the transformer to people. */
const LANES = 4;

interface WarmOptions {
  readonly widths: string;
  readonly with?: string[];
}

/** `darkroom warm`: has variants made before the first visitor asks. */
export function warmCommand(world: World): Command {
  return command("warm <id...>", "Have the variants of a page made before its first visitor comes.", [
    "warm 01jd3v7k2mq8x4n5p6r7s8t9va --widths 400,800,1600",
    "warm 01jd3v7k2mq8x4n5p6r7s8t9va --widths 400,800 --with ar=16:9 fit=cover",
  ])
    .requiredOption("--widths <list>", "px with commas between")
    .option("--with <parameter...>", "what the page asks for besides")
    .action(async (ids: string[], options: WarmOptions) => {
      for (const id of ids) checkImageId(id);
      const widths = widthsOf(options.widths);
      const unsignedUrls = await serviceUnsignedUrls(serviceAddress(world));
      const failures: unknown[] = [];
      for (const id of ids) {
        const urls = widths.map((width) =>
          pictureUrl(serviceAddress(world), id, [`w=${width}`, ...(options.with ?? [])]),
        );
        failures.push(...(await warmImage(world, id, await distinct(await Promise.all(urls), unsignedUrls))));
      }
      const worst = failures.find((error) => exitCodeOf(error) !== EXIT_CODES.failed);
      if (worst !== undefined) throw worst;
      if (failures.length > 0) throw new CommandFailure(`${failures.length} variants could not be made.`);
    });
}

/** @returns what went wrong */
async function warmImage(world: World, id: string, urls: readonly string[]): Promise<unknown[]> {
  const asked = urls.flatMap((url) => ACCEPTS.map((accept) => ({ url, accept })));
  const tally: Record<Warmth, number> = { made: 0, stored: 0, cached: 0 };
  const failures: unknown[] = [];
  await inLanes(asked, LANES, async ({ url, accept }) => {
    try {
      tally[await warmVariant(url, accept, world.signal)]++;
    } catch (error) {
      world.signal.throwIfAborted();
      failures.push(error);
      tell(world, `${url}: ${sentenceOf(error)}`);
    }
  });
  print(world, `${id}  ${tally.made} made, ${tally.stored} stored, ${tally.cached} cached, ${failures.length} failed`);
  return failures;
}

/** One URL for each variant that the service makes of them: widths between the same two sizes of its ladder are one. */
async function distinct(urls: readonly string[], unsignedUrls: UnsignedUrls): Promise<string[]> {
  const byVariant = new Map<string, string>();
  for (const url of urls) {
    const { variant } = await explainOffline(url, "", unsignedUrls);
    // What the edge refuses is asked for all the same, and told in its words.
    byVariant.set(variant ?? url, url);
  }
  return [...byVariant.values()];
}

function widthsOf(list: string): string[] {
  const widths = list.split(",").map((width) => width.trim());
  if (widths.every((width) => /^[1-9]\d{0,3}$/.test(width) && Number(width) <= MAX_ASKED_PX)) return widths;
  throw usageFailure(`--widths takes whole numbers from 1 to ${MAX_ASKED_PX} with commas between, as 400,800,1600.`);
}
