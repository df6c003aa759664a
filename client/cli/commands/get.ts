import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { keepDownload, openDownload } from "../original-download.ts";
import { checkImageId } from "../parameter-arguments.ts";
import { print, type World } from "../world.ts";
import { command, ownDarkroom } from "./command.ts";

/** `darkroom get`: an original, as it was uploaded. */
export function getCommand(world: World): Command {
  return command("get <id>", "Download an original, byte for byte as it was uploaded.", [
    "get 01jd3v7k2mq8x4n5p6r7s8t9va",
    "get 01jd3v7k2mq8x4n5p6r7s8t9va -o sunset.jpg",
    "get 01jd3v7k2mq8x4n5p6r7s8t9va -o - | exiftool -",
  ])
    .option("-o, --output <file>", "where to, - for stdout; else into this folder, by its id and type")
    .action(async (id: string, { output }: { output?: string }) => {
      checkImageId(id);
      const { url } = await ownDarkroom(world).download(id);
      const download = await openDownload(url, world.signal);
      if (output === "-") return pipeline(download.bytes, world.stdout, { end: false });
      const file = output ?? download.name ?? id;
      await keepDownload(download, file, world.signal);
      print(world, file);
    });
}
