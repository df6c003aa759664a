import { homedir } from "node:os";
import { runCommandLine } from "./command-line.ts";

/** Runs the command line of this process: `darkroom`. */
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // A second one ends the process at once, as if nobody had listened to the first.
  process.once(signal, () => interruption.abort(new Error(`Ended by ${signal}.`)));
}
// Who reads no further, as `head` does, wants no complaint.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
  home: homedir(),
});
