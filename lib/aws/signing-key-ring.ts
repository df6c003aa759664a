import { parseSigningKey, type SigningKey, type SigningKeyRing } from "../url/signing-key.ts";
import type { Environment } from "./environment.ts";

/**
 * The service's own keys, each read at its first use, and again at the next where that failed. Ids that it does not name
 * are looked for nowhere.
 *
 * @param environment SIGNING_KEY_PARAMETER, where SSM has the key that signs, and after commas its elders; or SIGNING_KEY,
 *   the same with `kid.secret` for each; or neither
 * @throws Error with the name of a variable that is wrong
 */
export function signingKeyRing({ SIGNING_KEY_PARAMETER: parameters, SIGNING_KEY: texts }: Environment): SigningKeyRing {
  if (parameters) return ringOf(parameters.split(",").map((name) => [name.split("/").at(-1)!, () => readKey(name)]));
  const keys = texts ? texts.split(",").map(parsed) : [];
  return ringOf(keys.map((key) => [key.id, async () => key]));
}

type Reader = () => Promise<SigningKey>;

/** @param readers by id, the key that signs first */
function ringOf(readers: readonly (readonly [id: string, read: Reader])[]): SigningKeyRing {
  const held = new Map(readers.map(([id, read]) => [id, keeping(read)]));
  const signingId = readers[0]?.[0] ?? "";
  const find = async (id: string) => held.get(id)?.();
  return { signing: () => find(signingId), find };
}

function keeping(read: Reader): Reader {
  let key: Promise<SigningKey> | undefined;
  return () => {
    key ??= read();
    key.catch(() => {
      key = undefined;
    });
    return key;
  };
}

/** The SDK's part for SSM can wait for the first request. */
async function readKey(parameter: string): Promise<SigningKey> {
  const { readSigningKey, ssmClient } = await import("./signing-keys.ts");
  return readSigningKey(ssmClient(), parameter);
}

function parsed(text: string): SigningKey {
  const key = parseSigningKey(text);
  if (key === undefined) throw new Error("SIGNING_KEY must be a key id, a dot and a secret, with commas between keys");
  return key;
}
