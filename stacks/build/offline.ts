import { startAccount } from "./offline/account.ts";
import { EXAMPLE_SETTINGS, runSst, type SstCommand } from "./offline/sst.ts";

/**
 * Runs `npx sst` without an AWS account or network: `npm run build:offline` synthesizes into `.sst/`, `prod` with nothing set first,
 * `npm run deploy:offline` deploys into a stub of an account and removes it again.
 *
 * Without the stub SST waits for the network for ever.
 */

interface Run {
  readonly command: SstCommand;
  readonly stage: string;
  readonly settings: Readonly<Record<string, string>>;
}

const EXAMPLE = { stage: "ci", settings: EXAMPLE_SETTINGS };

const RUNS: Readonly<Record<string, readonly Run[]>> = {
  build: [
    { command: "build", stage: "prod", settings: {} },
    { command: "build", ...EXAMPLE },
  ],
  deploy: [
    { command: "deploy", ...EXAMPLE },
    { command: "remove", ...EXAMPLE },
  ],
};

const runs = RUNS[process.argv[2] ?? "build"];
if (runs === undefined) throw new Error("Say build or deploy");
const account = await startAccount();
for (const { command, stage, settings } of runs) {
  process.exitCode = await runSst(command, account, { ...settings, ...process.env }, stage);
  if (process.exitCode !== 0) break;
}
for (const question of account.unanswered) console.error(`The stub of the account does not know: ${question}`);
if (account.unanswered.length > 0) process.exitCode = 1;
await account.close();
