import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { COLOR_NAMES } from "../lib/url/color-names.ts";
import { makeFolder } from "./data-folder.ts";
import { hasCode } from "./error-code.ts";

/** What the edge function finds in its KeyValueStore, and the key that the API signs with. */
export interface EdgeKeys {
  /** `kid.secret` */
  readonly signingKey: string;
  /** Rejects for what the store does not have, as CloudFront's does. */
  get(key: string): Promise<string>;
}

/** Opens a data folder's KeyValueStore: its signing key, made at the first time, and the color names. */
export async function openKeyValueStore(dataDir: string): Promise<EdgeKeys> {
  await makeFolder(dataDir);
  const secret = await signingSecret(join(dataDir, "signing-key"));
  const entries = new Map([["signing-key-local", secret]]);
  for (const [name, digits] of Object.entries(COLOR_NAMES)) entries.set(`color-${name}`, digits);
  return {
    signingKey: `local.${secret}`,
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
