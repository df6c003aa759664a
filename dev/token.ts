import { parseArgs } from "node:util";
import { issueToken, openIssuer } from "./issuer.ts";

/** Prints a token alone: `npm run --silent token -- [name] [--email a@b]`. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { email: { type: "string" } } });
const name = positionals[0] ?? "you";
const issuer = await openIssuer(process.env.DATA_DIR || ".local");
console.log(await issueToken(issuer, name, values.email ?? `${name}@example.com`));
