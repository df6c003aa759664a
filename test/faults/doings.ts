import { PICTURE, type Story, type Told } from "./story.ts";

/** Milliseconds after which a client takes it that S3 does not answer. */
const CLIENT_PATIENCE_MS = 2_000;

const JPEG = { "content-type": "image/jpeg" };

/** Uploads directly under a key of its own; told or not, the owner then knows. */
export async function put(story: Story, key: string): Promise<Told> {
  const headers = { ...JPEG, "idempotency-key": key };
  const answer = await story.ask("/upload", { method: "PUT", headers, body: PICTURE });
  if (answer.status === 200) story.fates.set(answer.headers.get("location")!.replace("/images/", ""), "kept");
  return answer;
}

/** Begins an upload, and sends the bytes where it is told to. @returns the status of what failed, or 200 */
export async function send(story: Story, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: bytes.length });
  const begun = await story.ask("/upload", { method: "POST", headers: { "idempotency-key": key }, body });
  if (begun.status !== 201) return begun.status;
  const { id, url, headers } = JSON.parse(begun.bytes.toString());
  story.fates.set(id, bytes === PICTURE ? "kept" : "refused");
  const signal = AbortSignal.timeout(CLIENT_PATIENCE_MS);
  const sent = await fetch(url, { method: "PUT", headers, body: bytes, signal }).catch(() => undefined);
  // S3 has it already: a former try has arrived.
  return sent === undefined ? 503 : sent.status === 412 ? 200 : sent.status;
}

/** The id of the image that came last. */
export async function lastImage({ fates }: Story): Promise<string> {
  return [...fates.keys()].at(-1)!;
}

/** Uploads a picture that no worker has looked at. @returns its id */
export async function uploaded(story: Story): Promise<string> {
  await put(story, "prepared");
  return lastImage(story);
}

/** Uploads a picture and has the worker finish it. @returns its id */
export async function ready(story: Story): Promise<string> {
  const id = await uploaded(story);
  await story.queue.deliver();
  return id;
}

/** The same, and deletes it. @returns its id */
export async function deleted(story: Story): Promise<string> {
  const id = await ready(story);
  await erase(story, id);
  return id;
}

/** The owner deletes an image; told that it is gone, they rely on it. */
export async function erase(story: Story, id: string): Promise<Told> {
  const answer = await story.ask(`/images/${id}`, { method: "DELETE" });
  if (answer.status === 204) story.fates.set(id, "deleted");
  return answer;
}

/** What writers leave that began before a deletion and ended after it. */
export async function leaveBehind({ rig: { stores } }: Story, id: string): Promise<void> {
  await stores.originals.put(id, PICTURE, "image/jpeg");
  const variant = { bytes: PICTURE, contentType: "image/jpeg", etag: "" };
  await stores.variants.put(`images/${id}/w-50.auto`, variant, `image-${id}`);
}

/** What the tables call the story's owner. */
export async function ownerOf(story: Story): Promise<string> {
  return JSON.parse((await story.ask("/users/me")).bytes.toString()).id;
}
