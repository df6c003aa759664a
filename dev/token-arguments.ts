import { parseArgs } from "node:util";
import { StartRefusal } from "./start-refusal.ts";

/** Whom a token is for. */
export interface TokenSubject {
  readonly name: string;
  readonly email: string;
}

/** What the API takes for an address to send mail to, roughly. */
const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

/**
 * Reads `[name] [--email a@b]`; who gives neither is `you`.
 *
 * @param args e.g. `["ann", "--email", "ann@shop.example"]`
 * @throws StartRefusal for anything else
 */
export function tokenArguments(args: readonly string[]): TokenSubject {
  const { positionals, values } = parsed(args);
  const [name = "you", ...others] = positionals;
  if (others.length > 0) throw new StartRefusal(USAGE);
  const email = values.email ?? `${name}@example.com`;
  if (ADDRESS.test(email)) return { name, email };
  throw new StartRefusal(
    values.email === undefined
      ? `The name ${JSON.stringify(name)} makes no address; give one with --email.`
      : `${JSON.stringify(email)} is no address; --email takes one such as you@example.com.`,
  );
}

const USAGE = "A token takes one name and one address: npm run --silent token -- [name] [--email a@b].";

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { email: { type: "string" } } });
  } catch (cause) {
    throw new StartRefusal(USAGE, { cause });
  }
}
