import { cp, rm } from "node:fs/promises";

/**
 * Copies the playground's files as they are.
 *
 * @param source e.g. `web`
 * @param folder e.g. `.build/playground`; whatever it held is gone
 */
export async function buildPlayground(source: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(source, folder, { recursive: true });
}
