import { listKeys } from "../../lib/aws/list-keys.ts";
import { etagOf } from "../../lib/etag.ts";
import type { ImageRecord } from "../../lib/image-record.ts";
import { DAY_SECONDS } from "../../lib/limits.ts";
import { ownerOf } from "./doings.ts";
import { type Fate, isWhole, PICTURE, type Story } from "./story.ts";

/** Variants as they were first seen, by name: a variant is a function of its original, and there is but one. */
const seen = new Map<string, string>();

/** How many mails of one kind there may be of an image, where the worker died with SES's answer in its hand. */
interface Allowance {
  readonly mailsPerImage: number;
}

/**
 * Looks at all that a story has left, when every fault is over and everything that comes again has come.
 *
 * @returns a sentence for each thing that must not be
 */
export async function findViolations(story: Story, { mailsPerImage }: Allowance): Promise<string[]> {
  const { rig, fates } = story;
  const owner = await ownerOf(story);
  const { images } = await rig.stores.images.list(owner, 100, undefined);
  const found = [...story.violations, ...(await queueViolations(story))];
  for (const [id, fate] of fates) {
    const record = await rig.stores.images.get(id);
    found.push(...(record === undefined ? [`${fate}: no record`] : await recordViolations(story, record, fate)));
  }
  found.push(
    ...images.filter(({ id }) => !fates.has(id)).map(({ state }) => `a ${state} image that nobody was told of`),
  );
  found.push(...(await orphans(story)));
  found.push(...(await mailViolations(story, mailsPerImage)));
  const account = await rig.stores.accounts.get(owner);
  const holdings = await rig.stores.images.holdings(owner);
  for (const key of ["images", "heldBytes", "reservedBytes"] as const) {
    if (account[key] !== holdings[key]) found.push(`the account has ${key} ${account[key]}, not ${holdings[key]}`);
  }
  return found;
}

async function queueViolations({ queue, rig }: Story): Promise<string[]> {
  const { waiting, dead } = await queue.count();
  const far = Math.floor(Date.now() / 1000) + 10 * DAY_SECONDS;
  const chores = [];
  for (const chore of ["erase", "process", "expire"] as const) {
    chores.push(...(await rig.stores.images.dueChores(chore, far, 10)).map(() => `a chore is left: ${chore}`));
  }
  return [
    ...(waiting > 0 ? [`${waiting} messages are left`] : []),
    ...(dead > 0 ? [`${dead} messages were given up`] : []),
    ...chores,
  ];
}

async function recordViolations({ rig: { stores } }: Story, record: ImageRecord, fate: Fate): Promise<string[]> {
  const { id, state } = record;
  const expected = { kept: "ready", refused: "failed", deleted: "deleted" }[fate];
  if (state !== expected) return [`${fate}: the record says ${state}`];
  if (fate === "deleted") return record.erasure?.completedAt === undefined ? ["deleted: no complete receipt"] : [];
  if (fate === "refused") return [];
  const original = await stores.originals.get(id);
  const found = original !== undefined && Buffer.from(original.bytes).equals(PICTURE) ? [] : ["the original is not it"];
  const keys = await stores.variants.keysOf(id);
  for (const name of Object.keys(record.defaults.renditions)) {
    for (const extension of ["auto", "auto-webp", "auto-avif"]) {
      if (!keys.includes(`images/${id}/p-${name}.${extension}`)) found.push(`no rendition ${name}.${extension}`);
    }
  }
  for (const key of keys) {
    const { bytes, etag } = (await stores.variants.get(key))!;
    const name = key.split("/").at(-1)!;
    if (etag !== etagOf(bytes)) found.push(`${name} has another ETag than its bytes`);
    if (!(name.endsWith(".json") || (await isWhole(bytes)))) found.push(`${name} is half a picture`);
    if ((seen.get(name) ?? etag) !== etag) found.push(`${name} is another picture than before`);
    seen.set(name, etag);
  }
  return found;
}

/** Objects that no living record answers for, be it that of their mark, and uploads that were looked at and not removed. */
export async function orphans({ rig, fates }: Story): Promise<string[]> {
  const { originals, variants } = await listKeys(rig.environment);
  return [...originals, ...variants]
    .filter((key) => key.startsWith("incoming/") || key.match(/[0-9a-z]{26}/g)!.some((id) => fates.get(id) !== "kept"))
    .map((key) => `left over: ${key}`);
}

/** What the mail of an upload that was refused is about; it names no id. */
const REFUSED = "could not be processed";

async function mailViolations({ rig, name, fates }: Story, most: number): Promise<string[]> {
  const mails = (await rig.cloud.ses.mails()).filter(({ to }) => to.includes(`${name}@example.com`));
  return [...fates].flatMap(([id, fate]) => {
    const isIts = fate === "refused" ? REFUSED : id;
    const count = mails.filter(({ text, subject }) => `${subject} ${text}`.includes(isIts)).length;
    if (count > most) return [`${fate}: ${count} mails`];
    return fate !== "deleted" && count === 0 ? [`${fate}: no mail`] : [];
  });
}
