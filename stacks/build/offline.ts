import { startAccount } from "./offline/account.ts";
import { EXAMPLE_SETTINGS, runSst, type SstCommand } from "./offline/sst.ts";

/**
 * Runs `npx sst` without an AWS account or network: `npm run build:offline` synthesizes into `.sst/`,
 * `npm run deploy:offline` deploys into a stub of an account and removes it again.
 *
 * Without the stub SST waits for the network for ever.
 */

const RUNS: Readonly<Record<string, readonly SstCommand[]>> = { build: ["build"], deploy: ["deploy", "remove"] };

const commands = RUNS[process.argv[2] ?? "build"];
if (commands === undefined) throw new Error("Say build or deploy");
const account = await startAccount();
for (const command of commands) {
  process.exitCode = await runSst(command, account, { ...EXAMPLE_SETTINGS, ...process.env });
  if (process.exitCode !== 0) break;
}
for (const question of account.unanswered) console.error(`The stub of the account does not know: ${question}`);
if (account.unanswered.length > 0) process.exitCode = 1;
await account.close();
