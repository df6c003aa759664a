import type { Command } from "commander";
import type { ImageData } from "../../../lib/image-data.ts";
import type { Darkroom } from "../../connect.ts";
import { usageFailure } from "../failure.ts";
import { print, tell, type World } from "../world.ts";
import { command, ownDarkroom } from "./command.ts";

const PAGE = 100;

/** `darkroom ls`: one's pictures, newest first. */
export function lsCommand(world: World): Command {
  return command("ls", "List your pictures, the newest first.", [
    "ls",
    "ls --limit 5",
    "ls --json | jq -r 'select(.state == \"failed\") | .id'",
  ])
    .option("--limit <count>", "how many; else all")
    .option("--json", "one JSON object a line, as the API has it")
    .action(async ({ limit, json }: { limit?: string; json?: true }) => {
      let count = 0;
      for await (const image of newest(ownDarkroom(world), limitOf(limit))) {
        count++;
        print(world, json === true ? JSON.stringify(image) : lineOf(image));
      }
      if (count === 0 && world.stdout.isTTY) tell(world, "There are no pictures yet; darkroom up brings some.");
    });
}

async function* newest(darkroom: Darkroom, limit: number): AsyncGenerator<ImageData> {
  let left = limit;
  let cursor: string | null = "";
  while (left > 0 && cursor !== null) {
    const page = await darkroom.images({ limit: Math.min(left, PAGE), ...(cursor !== "" && { cursor }) });
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

function lineOf({ id, state, format, width, height, sizeBytes, createdAt, problem }: ImageData): string {
  const size = width === null || height === null ? "?" : `${width}×${height}`;
  const note = problem === undefined ? state : `${state} (${problem.code})`;
  return [id, createdAt, (format ?? "?").padEnd(4), size.padEnd(11), `${sizeBytes}`.padStart(9), note].join("  ");
}
