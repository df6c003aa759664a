import type { Command } from "commander";
import type { ImageChanges } from "../../../lib/image-changes.ts";
import { forEachImage } from "../each-image.ts";
import { usageFailure } from "../failure.ts";
import { imageLine } from "../image-line.ts";
import { print, type World } from "../world.ts";
import { command, ownDarkroom } from "./command.ts";

interface DescribeOptions {
  readonly title?: string;
  readonly labels?: string;
}

/** `darkroom describe`: the words that pictures are found by. */
export function describeCommand(world: World): Command {
  return command("describe <id...>", "Give pictures a title, which is their alt text, and labels to find them by.", [
    "describe 01jd3v7k2mq8x4n5p6r7s8t9va --title 'Sunset over the bay' --labels sea,2026",
    "describe 01jd3v7k2mq8x4n5p6r7s8t9va --labels ''",
    "describe --labels lisbon $(darkroom up photos | cut -d' ' -f1)",
  ])
    .option("--title <text>", "what it shows, in one line; '' takes it away")
    .option("--labels <list>", "all that it is to have, such as sea,2026; '' takes them away")
    .action(async (ids: string[], options: DescribeOptions) => {
      const changes = changesOf(options);
      const darkroom = ownDarkroom(world);
      await forEachImage(world, ids, "described", async (id) =>
        print(world, imageLine(await darkroom.change(id, changes))),
      );
    });
}

function changesOf({ title, labels }: DescribeOptions): ImageChanges {
  if (title === undefined && labels === undefined) throw usageFailure("Say what with --title or --labels.");
  return {
    ...(title !== undefined && { title: title.trim() || null }),
    ...(labels !== undefined && { labels: labels.split(",").flatMap((label) => label.trim() || []) }),
  };
}
