import type { Command } from "commander";
import { BROWSERS_ACCEPT, type Explanation, explain } from "../../explanation.ts";
import { explanationFacts } from "../../explanation-facts.ts";
import { CommandFailure } from "../failure.ts";
import { print, type World } from "../world.ts";
import { command } from "./command.ts";

/** `darkroom explain`: what a URL means to the edge. */
export function explainCommand(world: World): Command {
  return command("explain <url>", "Tell what the URL of a picture means to the edge; asks nobody.", [
    "explain 'http://127.0.0.1:8787/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?width=641&utm_source=mail'",
    "explain --accept image/webp '/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?w=320&dpr=2'",
  ])
    .option("--accept <types>", "the Accept header of whoever asks", BROWSERS_ACCEPT)
    .option("--json", "as one JSON object")
    .action(async (url: string, { accept, json }: { accept: string; json?: true }) => {
      const explained = await explain(url, accept);
      if (json === true) print(world, JSON.stringify(explained));
      if ("problem" in explained) {
        throw new CommandFailure(`The edge answers ${explained.problem.code}: ${explained.problem.detail}`);
      }
      if (json !== true) for (const line of linesOf(explained)) print(world, line);
    });
}

function linesOf(explained: Explanation): string[] {
  return explanationFacts(explained).map(([name, value]) => `${name.padEnd(8)} ${value}`);
}
