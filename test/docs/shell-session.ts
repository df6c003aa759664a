import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a command, named by a part of it, is said to show. */
export interface Claim {
  readonly of: string;
  readonly shows: readonly string[];
  /** Whether a refusal is what is to be seen. */
  readonly isRefused?: boolean;
  /** What the same command is said to show at once afterwards. */
  readonly again?: readonly string[];
}

const run = promisify(execFile);

/** Milliseconds in which all commands of a page are done; one of them builds everything. */
const SESSION_MS = 300_000;

/** Stands between what one command printed and the next. */
const SEPARATOR = "8<----------";

/**
 * Runs commands in one shell, those with something to show `again` twice.
 *
 * @returns a sentence for each claim that does not hold
 * @throws with what the shell had to say, where a command fails
 */
export async function faultsOf(
  commands: readonly string[],
  claims: readonly Claim[],
  folder: string,
): Promise<string[]> {
  const claimOf = (command: string) => claims.find(({ of }) => command.includes(of));
  const steps = commands.flatMap((command) => {
    const { shows = [], again, isRefused = false } = claimOf(command) ?? {};
    // curl's --fail tells what a person would see.
    const step = { command: isRefused ? command : command.replaceAll("curl ", "curl --fail "), shows };
    return again === undefined ? [step] : [step, { ...step, shows: again }];
  });
  const script = steps.map(({ command }) => `${command}\necho "${SEPARATOR}"`);
  // Nothing of a run is to be found in the home of whoever runs it.
  const env = { ...process.env, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  const options = { cwd: folder, env, timeout: SESSION_MS };
  const { stdout } = await run("bash", ["-euxo", "pipefail", "-c", script.join("\n")], options);
  const shown = stdout.toLowerCase().split(SEPARATOR);
  const unkept = steps.flatMap(({ command, shows }, index) =>
    shows
      .filter((text) => !shown[index]?.includes(text.toLowerCase()))
      .map((text) => `${command}\n  did not show ${text} but\n${shown[index]}`),
  );
  const unmade = claims.filter(({ of }) => !commands.some((command) => command.includes(of)));
  return [...unkept, ...unmade.map(({ of }) => `no command has ${of}`)];
}
