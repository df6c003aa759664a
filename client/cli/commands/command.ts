import { Command } from "commander";
import { connect, type Darkroom } from "../../connect.ts";
import type { Service } from "../../service.ts";
import { serviceAddress } from "../service-address.ts";
import { tokenSource } from "../token-source.ts";
import type { World } from "../world.ts";

/**
 * One of the commands, with examples under its help.
 *
 * @param usage its name and arguments, e.g. `url <id> [parameter...]`
 * @param examples what comes after `darkroom`, e.g. `url 01jd3v… w=640`
 */
export function command(usage: string, description: string, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  $ darkroom ${example}`);
  const [name, ...parameters] = usage.split(" ");
  const made = new Command(name).description(description).addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  for (const parameter of parameters) made.argument(parameter);
  return made;
}

/** The service that commands are for, as whoever is signed in. */
export function ownService(world: World): Service {
  return { url: serviceAddress(world), token: tokenSource(world) };
}

/** The same with what can be done there. */
export function ownDarkroom(world: World): Darkroom {
  return connect(ownService(world));
}
