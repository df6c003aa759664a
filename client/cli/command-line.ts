import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { defaultsCommand } from "./commands/defaults.ts";
import { describeCommand } from "./commands/describe.ts";
import { explainCommand } from "./commands/explain.ts";
import { getCommand } from "./commands/get.ts";
import { loginCommand, tokenCommand } from "./commands/login.ts";
import { lsCommand } from "./commands/ls.ts";
import { mailCommand } from "./commands/mail.ts";
import { rmCommand } from "./commands/rm.ts";
import { upCommand } from "./commands/up.ts";
import { openCommand, signCommand, urlCommand } from "./commands/url.ts";
import { warmCommand } from "./commands/warm.ts";
import { EXIT_CODES, exitCodeOf, sentenceOf } from "./failure.ts";
import { tell, type World } from "./world.ts";

const COMMANDS = [
  ...[upCommand, lsCommand, describeCommand, getCommand, rmCommand],
  ...[urlCommand, openCommand, warmCommand, explainCommand, signCommand],
  ...[defaultsCommand, mailCommand, loginCommand, tokenCommand],
];

const ENVIRONMENT = `
Environment:
  DARKROOM_URL          the service, http://127.0.0.1:8787 when unset
  DARKROOM_TOKEN        an ID token; darkroom login makes it unnecessary
  DARKROOM_SIGNING_KEY  for sign and url --sign: the key's id, a dot and its secret
  NO_COLOR              no colors

Exit codes: 0 done, 1 something failed, 2 wrong usage, 3 service unreachable, 4 not signed in, 130 interrupted.
Each command has examples: darkroom up --help`;

/**
 * Runs one command.
 *
 * @param args what stands behind `darkroom`, e.g. `["up", "photos/", "--json"]`
 * @returns the exit code; everything to be said has been said
 */
export async function runCommandLine(args: readonly string[], world: World): Promise<number> {
  try {
    await program(world).parseAsync(args, { from: "user" });
    return EXIT_CODES.done;
  } catch (error) {
    if (world.signal.aborted && error === world.signal.reason) return EXIT_CODES.interrupted;
    // Commander has said it already.
    if (!(error instanceof CommanderError)) tell(world, sentenceOf(error));
    return exitCodeOf(error);
  }
}

function program(world: World): Command {
  const root = new Command("darkroom")
    .description("Pictures in a Darkroom: upload, look, link, delete.")
    .version(packageJson.version)
    .addHelpText("after", ENVIRONMENT);
  for (const make of COMMANDS) root.addCommand(make(world));
  for (const each of everyCommand(root)) {
    each.exitOverride().configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    });
  }
  return root;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
