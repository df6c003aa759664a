/** How the box that holds all of a file's C2PA manifests describes itself. @see C2PA 2.1 §11.1.4.2, ISO 19566-5 §B.3 */
const MANIFEST_STORE = Buffer.from("6a756d64" + "63327061" + "00110010800000aa00389b71", "hex");

/**
 * Whether a file carries Content Credentials: signed statements on where a picture comes from.
 *
 * They are of the original, byte for byte; no variant can carry them, but its data can say that they are there.
 *
 * @param bytes a file of any kind; the box looks the same in all of them
 */
export function hasContentCredentials(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(MANIFEST_STORE);
}
