import { createHash } from "node:crypto";
import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import type { Scheduler } from "fast-check";
import { ulid } from "ulid";
import { cacheTags } from "../../dev/cloud/cloudfront/invalidation-item.ts";
import { s3Client } from "../../lib/aws/clients.ts";
import { awsOptions, variantBound } from "../../lib/aws/environment.ts";
import { acceptUpload } from "../../lib/operations/accept-upload.ts";
import { answerVariant } from "../../lib/operations/answer-variant.ts";
import { eraseImage } from "../../lib/operations/erase-image.ts";
import { forgetImage } from "../../lib/operations/forget-image.ts";
import { processUpload } from "../../lib/operations/process-upload.ts";
import { imageTag } from "../../lib/url/caching.ts";
import type { Cast } from "./cast.ts";
import { ownerOf } from "./doings.ts";
import { createGates, type Gate, gatedStores } from "./gated-stores.ts";
import { findViolations, orphans } from "./invariants.ts";
import { beginStory, PICTURE, type Stage, type Story } from "./story.ts";
import { clear, quietly, settle } from "./trial.ts";

const LIFE = () => 30;

/**
 * Has all of a cast act at the same time, one call to a store after the other, in the order that the scheduler likes;
 * then what comes again by itself comes.
 *
 * @returns a sentence for each thing that must not be
 */
export async function interleave(stage: Stage, scheduler: Scheduler, cast: Cast): Promise<readonly string[]> {
  return quietly(async () => {
    const story = beginStory(stage);
    const { stores } = stage.rig;
    const owner = await ownerOf(story);
    const imageId = ulid().toLowerCase();
    const bodyHash = createHash("sha256").update(PICTURE).digest("hex");
    await stores.users.claimIdempotencyKey(owner, "once", { imageId, bodyHash }, Math.floor(Date.now() / 1000));

    const gates = createGates(scheduler, cast);
    const uploader = { owner, email: `${story.name}@example.com`, idempotencyKey: "once" };
    if (cast.isLater) await acceptUpload(stores, uploader, PICTURE, {});
    // Another delivery, of a message that whoever is processing has taken, would tidy up after everybody.
    if (cast.isLater) await stage.queue.lose();
    const some = <T>(count: number, act: (gate: Gate) => Promise<T>) =>
      Array.from({ length: count }, () => act(gates.writer()));
    const uploads = some(cast.uploads, (gate) => acceptUpload(gatedStores(stores, gate), uploader, PICTURE, {}));
    const others = [
      ...some(cast.processings, (gate) => processUpload(gatedStores(stores, gate), imageId)),
      ...some(cast.forgettings, (gate) => forgetImage(gatedStores(stores, gate), imageId, new Date())),
      ...cast.views.map((name) => view(story, gates.writer(), `images/${imageId}/${name}`)),
    ];
    const writers = Promise.allSettled([...uploads, ...others]);
    const deletions = Array.from({ length: cast.deletions }, async () => {
      await Promise.race([gates.reached(cast.deletedAfter), writers]);
      return eraseImage(gatedStores(stores, gates.deleter()), imageId, owner);
    });
    const over = Promise.allSettled(deletions).then(gates.release);
    await scheduler.waitFor(Promise.all([writers, over]));

    const isUploaded = cast.isLater || (await anyOf(uploads));
    const isDeleted = await anyOf(deletions);
    const isThere = isUploaded || (gates.hasKilled && (await stores.images.get(imageId)) !== undefined);
    if (isThere || isDeleted) story.fates.set(imageId, isDeleted ? "deleted" : "kept");
    if (!isThere && !isDeleted && !gates.hasKilled) story.violations.push("neither uploaded nor deleted");
    await stage.queue.deliver();
    await stage.rig.idle();
    // Each has looked again after its write, or for an uploader that died S3's event has: the second pass has nothing left to find.
    const isLookedAt = isDeleted && (!gates.hasKilled || cast.held === "originals.put");
    if (isLookedAt) story.violations.push(...(await orphans(story)));
    if (isLookedAt && !isData(cast)) story.violations.push(...stillAtTheEdge(story, imageId));
    await settle(story);
    // Of an upload that died, nobody was told: in the end it is wholly there, or not at all.
    const isGone = !isUploaded && !isDeleted && (await stores.images.get(imageId)) === undefined;
    if (isGone) story.fates.delete(imageId);
    if (cast.isRedriven) await redrive(story, imageId);
    const violations = await findViolations(story, { mailsPerImage: 1 });
    violations.push(...(await versionViolations(story, imageId)));
    if (isDeleted) violations.push(...stillAtTheEdge(story, imageId));
    await clear(story);
    return violations;
  });
}

/** Whether data may fill the edge after a deletion: of an image in processing nobody stores it, and so nobody looks again. */
function isData({ views }: Cast): boolean {
  return views.includes("default.json");
}

/** A miss: the answer leaves and fills the edge, and is stored afterwards. */
async function view(story: Story, gate: Gate, key: string): Promise<void> {
  const { rig } = story;
  const answer = await answerVariant(gatedStores(rig.stores, gate), key, variantBound(rig.environment));
  await gate.pass("edge.fill", async () => {
    const tags = cacheTags(answer.cacheTags);
    const kept = { storedAt: Date.now(), freshUntil: Number.MAX_VALUE, staleUntil: Number.MAX_VALUE };
    rig.edge.put({ path: `/${key}`, tags, status: 200, headers: {}, body: Buffer.from(answer.bytes), ...kept });
  });
  await answer.afterwards?.(LIFE);
}

function stillAtTheEdge({ rig: { edge } }: Story, imageId: string): string[] {
  // Whatever an invalidation would still find is there; having found it, it is gone.
  const count = edge.invalidate([`#${imageTag(imageId)}`]);
  return count > 0 ? [`the edge still had ${count} answers`] : [];
}

/** What lay among the dead letters comes once more, as late as it can. */
async function redrive({ rig: { stores }, queue }: Story, imageId: string): Promise<void> {
  for (const act of ["process", "admit", "erase"] as const) await stores.queue.send({ act, imageId }, 0);
  await queue.deliver();
}

/** An original is written once: a second version would be a second event, and a second bill. */
async function versionViolations({ rig: { environment } }: Story, imageId: string): Promise<string[]> {
  const query = { Bucket: environment.ORIGINALS_BUCKET, Prefix: `originals/${imageId}` };
  const command = new ListObjectVersionsCommand(query);
  const { Versions = [] } = await s3Client(awsOptions(environment)).bySdk((_, sdk) => sdk.send(command));
  return Versions.length > 1 ? [`the original has ${Versions.length} versions`] : [];
}

async function anyOf(acts: readonly Promise<unknown>[]): Promise<boolean> {
  return (await Promise.allSettled(acts)).some(({ status }) => status === "fulfilled");
}
