import { isWhole, PICTURE } from "../faults/story.ts";
import type { Figures } from "./figures.ts";
import { startOtherProcess } from "./other-process.ts";
import { createPictureClient, type PictureClient } from "./pictures/picture-client.ts";

/** How many do what at the same time. */
export interface Crowd {
  readonly users: number;
  /** Of each user, all at once. */
  readonly uploads: number;
  readonly readers: number;
}

/** How often readers ask while uploads are under way. */
const PAUSE_MS = 20;

/**
 * Has many users upload at the same time while others read.
 *
 * @throws Error where anybody is told of an error, sees half a picture, or has other pictures in their list than their own
 */
export async function soakCrowd({ users, uploads, readers }: Crowd): Promise<Figures> {
  const service = await startOtherProcess();
  try {
    const clients = await Promise.all(
      Array.from({ length: users }, (_, n) => createPictureClient(service, `user-${n}`)),
    );
    const first = await clients[0]!.uploaded(PICTURE, "jpeg");
    const state = { isOver: false, answers: 0 };
    const reading = Array.from({ length: readers }, (_, n) => read(clients[n % users]!, first, n, state));
    const uploading = Promise.all(clients.map((client) => uploadAll(client, uploads))).finally(() => {
      state.isOver = true;
    });
    const [uploaded] = await Promise.all([uploading, ...reading]);
    for (const [n, client] of clients.entries()) {
      const own = new Set([...uploaded[n]!, ...(n === 0 ? [first] : [])]);
      const seen = await client.list();
      if (seen.length !== own.size || seen.some((id) => !own.has(id))) throw new Error(`user ${n} sees ${seen.join()}`);
    }
    return { users, uploads: users * uploads, readers, "answers to readers": state.answers };
  } finally {
    await service.close();
  }
}

function uploadAll(client: PictureClient, uploads: number): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: uploads }, () => client.uploaded(PICTURE, "jpeg")));
}

/** Asks for sizes of one picture, each a few times, until the uploads are over; at least once. */
async function read(client: PictureClient, id: string, n: number, state: { isOver: boolean; answers: number }) {
  do {
    const query = `w=${[100, 200, 320, 400][n % 4]}&fmt=webp`;
    const { status, bytes } = await client.variant(id, query);
    if (status !== 200 || !(await isWhole(bytes))) throw new Error(`a reader was answered ${status} to ${query}`);
    state.answers++;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  } while (!state.isOver);
}
