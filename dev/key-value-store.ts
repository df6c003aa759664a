import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DIALECTS } from "../lib/url/dialects/dialects.ts";
import { edgeValues } from "../lib/url/edge-values.ts";
import { ROWS } from "../lib/url/parameters.ts";
import { makeFolder } from "./data-folder.ts";
import { hasCode } from "./error-code.ts";

/** What the edge function finds in its KeyValueStore, and the key that the API signs with. */
export interface EdgeKeys {
  /** `kid.secret`, the key that signs first, with commas between. */
  readonly signingKeys: string;
  /** Rejects for what the store does not have, as CloudFront's does. */
  get(key: string): Promise<string>;
}

/** The key of a service that nobody gave others. */
const LOCAL_KEY = "local";

/**
 * Opens a data folder's KeyValueStore: its signing keys, each made at the first time, and what is looked up for want of room.
 *
 * @param keyIds e.g. `k2,k1`, the one that signs first, as SIGNING_KEY_IDS in the cloud
 */
export async function openKeyValueStore(dataDir: string, keyIds: string = LOCAL_KEY): Promise<EdgeKeys> {
  await makeFolder(dataDir);
  const keys = await Promise.all(
    keyIds.split(",").map(async (id) => {
      const file = id === LOCAL_KEY ? "signing-key" : `signing-key-${id}`;
      return { id, secret: await signingSecret(join(dataDir, file)) };
    }),
  );
  const secrets = keys.map(({ id, secret }) => [`signing-key-${id}`, secret] as const);
  const entries = new Map([...secrets, ...Object.entries(edgeValues(ROWS, DIALECTS))]);
  return {
    signingKeys: keys.map(({ id, secret }) => `${id}.${secret}`).join(),
    async get(key) {
      const value = entries.get(key);
      if (value === undefined) throw new Error("KeyNotFound");
      return value;
    },
  };
}

async function signingSecret(file: string): Promise<string> {
  await writeFile(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 }).catch((error: unknown) => {
    if (!hasCode(error, "EEXIST")) throw error;
  });
  return readFile(file, "utf8");
}
