import type { Defaults } from "../defaults.ts";
import type { Images } from "../stores.ts";
import type { Users } from "../users.ts";
import { markRecord } from "./mark-record.ts";

/** What replacing defaults needs. */
export interface DefaultsStores {
  readonly users: Users;
  readonly images: Images;
}

/**
 * Replaces what an owner's next uploads are made with.
 *
 * A mark that cannot be laid over anything would be missed only when pictures are refused that have it.
 *
 * @throws ProblemError `mark-unknown` where they name a mark that is not there, not ready or not the owner's
 */
export async function replaceDefaults(stores: DefaultsStores, owner: string, defaults: Defaults): Promise<void> {
  const transforms = [defaults.transform, ...Object.values(defaults.renditions)];
  const marks = new Set(transforms.flatMap(({ mark }) => mark ?? []));
  await Promise.all([...marks].map((mark) => markRecord(stores, { owner }, mark)));
  await stores.users.putDefaults(owner, defaults);
}
