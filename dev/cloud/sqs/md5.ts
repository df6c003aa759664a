import { createHash } from "node:crypto";

/** e.g. `5d41402abc4b2a76b9719d911017c592`, in hex */
export function md5(bytes: string | Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}
