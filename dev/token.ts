import { parseArgs } from "node:util";
import { issueToken, openIssuer } from "./issuer.ts";
import { startFailure } from "./start-failure.ts";

/** Prints a token alone: `npm run --silent token -- [name] [--email a@b]`. */
const dataDir = process.env.DATA_DIR || ".local";
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { email: { type: "string" } } });
  const name = positionals[0] ?? "you";
  console.log(await issueToken(await openIssuer(dataDir), name, values.email ?? `${name}@example.com`));
} catch (error) {
  console.error(startFailure(error, 0, dataDir));
  process.exitCode = 1;
}
