import { setTimeout as sleep } from "node:timers/promises";
import type { OtherProcess } from "../other-process.ts";

/** Milliseconds that an answer may take: longer than the service gives itself. */
const PATIENCE_MS = 60_000;

/** Milliseconds between two looks at what is not there yet. */
const LOOK_AGAIN_MS = 50;

/** Somebody who uploads and looks at pictures. */
export interface PictureClient {
  /** @returns the id where it was accepted */
  upload(bytes: Uint8Array, type: string): Promise<{ readonly status: number; readonly id?: string | undefined }>;
  /** The same for what cannot be refused. */
  uploaded(bytes: Uint8Array, type: string): Promise<string>;
  variant(id: string, query: string): Promise<{ readonly status: number; readonly bytes: Buffer }>;
  remove(id: string): Promise<void>;
  /** Waits until the worker is done with an image. */
  settled(id: string): Promise<void>;
  /** The ids of all that are one's own, newest first. */
  list(): Promise<readonly string[]>;
}

/** @throws Error from every method where the process has ended, or does not answer in time */
export async function createPictureClient(service: OtherProcess, name: string): Promise<PictureClient> {
  const authorization = `Bearer ${await service.token(name)}`;
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization, ...init.headers };
    const answer = await fetch(`${service.url}${path}`, { ...init, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    service.check();
    return { status: answer.status, location: answer.headers.get("location"), bytes };
  };
  const upload: PictureClient["upload"] = async (bytes, type) => {
    const headers = { "content-type": `image/${type}` };
    const { status, location } = await ask("/upload", { method: "PUT", headers, body: new Uint8Array(bytes) });
    return { status, id: location?.replace("/images/", "") };
  };
  return {
    upload,
    async uploaded(bytes, type) {
      const { status, id } = await upload(bytes, type);
      if (id === undefined) throw new Error(`a good ${type} was answered ${status}`);
      return id;
    },
    variant: (id, query) => ask(`/images/${id}/transformation?${query}`),
    async remove(id) {
      const { status } = await ask(`/images/${id}`, { method: "DELETE" });
      if (status !== 204) throw new Error(`a deletion was answered ${status}`);
    },
    async settled(id) {
      const isDone = async () => JSON.parse((await ask(`/images/${id}`)).bytes.toString()).state !== "processing";
      while (!(await isDone())) await sleep(LOOK_AGAIN_MS);
    },
    async list() {
      const { images } = JSON.parse((await ask("/images?limit=100")).bytes.toString());
      return images.map(({ id }: { id: string }) => id);
    },
  };
}
