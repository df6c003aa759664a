import { issueToken, openIssuer } from "./issuer.ts";
import { startFailure } from "./start-failure.ts";
import { tokenArguments } from "./token-arguments.ts";

/** Prints a token alone: `npm run --silent token -- [name] [--email a@b]`. */
const dataDir = process.env.DATA_DIR || ".local";
try {
  const { name, email } = tokenArguments(process.argv.slice(2));
  console.log(await issueToken(await openIssuer(dataDir), name, email));
} catch (error) {
  console.error(startFailure(error, 0, dataDir));
  process.exitCode = 1;
}
