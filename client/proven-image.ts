import type { ImageData } from "../lib/image-data.ts";
import { WORKER_SECONDS } from "../lib/limits.ts";
import { DarkroomError } from "./darkroom-error.ts";
import { type RetryOptions, withRetries } from "./retry.ts";
import { ask, type Service } from "./service.ts";

/** Milliseconds between two looks. */
const LOOK_AGAIN_MS = 500;

/** Milliseconds in which a picture is proven or failed, unless the worker has more to do than it can. */
const PROVING_MS = 2 * WORKER_SECONDS * 1000;

/**
 * Waits until the worker has proven a picture that came by a presigned URL.
 *
 * @throws DarkroomError the picture's own problem, `image-not-ready` when it takes too long
 */
export async function provenImage(service: Service, id: string, patience: RetryOptions): Promise<ImageData> {
  const { signal } = patience;
  const look = async () => (await (await ask(service, `/images/${id}`, { signal })).json()) as ImageData;
  const deadline = Date.now() + PROVING_MS;
  while (Date.now() < deadline) {
    const image = await withRetries(look, patience);
    if (image.problem !== undefined) throw new DarkroomError(image.problem.code, image.problem.detail);
    if (image.width !== null) return image;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    signal?.throwIfAborted();
  }
  throw new DarkroomError("image-not-ready", "The picture arrived and has not been looked at yet; ask for it later.");
}
