import type { Command } from "commander";
import type { ImageData } from "../../../lib/image-data.ts";
import type { Darkroom, PageOptions } from "../../connect.ts";
import { usageFailure } from "../failure.ts";
import { imageLine } from "../image-line.ts";
import { print, tell, type World } from "../world.ts";
import { command, ownDarkroom } from "./command.ts";

const PAGE = 100;

interface LsOptions {
  readonly limit?: string;
  readonly label?: string;
  readonly query?: string;
  readonly json?: true;
}

/** `darkroom ls`: one's pictures, newest first, or those that are asked for by words. */
export function lsCommand(world: World): Command {
  return command("ls", "List your pictures, the newest first.", [
    "ls",
    "ls --limit 5",
    "ls --label sea --query sunset",
    "ls --json | jq -r 'select(.state == \"failed\") | .id'",
  ])
    .option("--limit <count>", "how many; else all")
    .option("--label <label>", "only those with this label")
    .option("--query <words>", "only those with each of these words in the title, or as a label")
    .option("--json", "one JSON object a line, as the API has it")
    .action(async ({ limit, json, label, query }: LsOptions) => {
      const search = { ...(label !== undefined && { label }), ...(query !== undefined && { words: query }) };
      let count = 0;
      for await (const image of newest(ownDarkroom(world), limitOf(limit), search)) {
        count++;
        print(world, json === true ? JSON.stringify(image) : imageLine(image));
      }
      if (count > 0 || !world.stdout.isTTY) return;
      const isSearch = Object.keys(search).length > 0;
      tell(world, isSearch ? "No picture is like that." : "There are no pictures yet; darkroom up brings some.");
    });
}

async function* newest(darkroom: Darkroom, limit: number, search: PageOptions): AsyncGenerator<ImageData> {
  let left = limit;
  let cursor: string | null = "";
  while (left > 0 && cursor !== null) {
    const page = await darkroom.images({ ...search, limit: Math.min(left, PAGE), ...(cursor !== "" && { cursor }) });
    yield* page.images;
    left -= page.images.length;
    cursor = page.next;
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usageFailure("--limit takes a whole number.");
}
