import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Account } from "./account.ts";

/** What people type after `npx sst`. */
export type SstCommand = "build" | "deploy" | "remove";

/** What a deployment here has set besides: mail is off by default, and would not be tried. */
export const EXAMPLE_SETTINGS = { MAIL_FROM: "pictures@example.com" };

/**
 * Runs `npx sst` against the stub of an account, as a person would against their own.
 *
 * @param stage e.g. `prod`
 * @param environment what the process is to have besides, e.g. `{ MAIL_FROM: "pictures@example.com" }`
 * @returns its exit code
 */
export async function runSst(
  command: SstCommand,
  account: Account,
  environment: Readonly<Record<string, string | undefined>>,
  stage = "ci",
): Promise<number> {
  const sst = spawn("npx", ["sst", command, "--stage", stage], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...environment,
      CI: "1",
      SST_TELEMETRY_DISABLED: "1",
      AWS_PROFILE: undefined,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "offline",
      AWS_SECRET_ACCESS_KEY: "offline",
      AWS_ENDPOINT_URL: account.url,
    },
  });
  const [exitCode] = await once(sst, "exit");
  return exitCode ?? 1;
}
