import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Service, startLocalService } from "./contestants/service.ts";
import { makeAlbum } from "./pictures/made-pictures.ts";
import { type Album, readAlbum } from "./pictures/picture.ts";
import type { Bench } from "./sections/section.ts";
import { buildServers } from "./servers/build-servers.ts";

/** Everything that a run stands on, under a folder that goes with it. */
export interface Workshop extends Bench {
  close(): Promise<void>;
}

/** How a workshop is opened. */
export interface WorkshopOptions {
  /** A folder of pictures; absent, they are made. */
  readonly photos: string | undefined;
  readonly isQuick: boolean;
  readonly catalogues: readonly number[];
  readonly told: (progress: string) => void;
}

/** @throws Error when the folder of pictures is none */
export async function openWorkshop({ photos, isQuick, catalogues, told }: WorkshopOptions): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-bench-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    told(photos === undefined ? "making pictures" : `reading ${photos}`);
    const album = photos === undefined ? await makeInto(join(folder, "pictures")) : await readAlbum(photos);
    told("building the servers");
    const servers = await buildServers();
    const running: { service?: Service } = {};
    return {
      album,
      scratch: folder,
      servers,
      isQuick,
      catalogues,
      told,
      async serviceWith(pictures) {
        running.service ??= await startLocalService(join(folder, "service"));
        for (const picture of pictures) {
          if (running.service.imageIds.has(picture.name)) continue;
          told(`uploading ${picture.name}`);
          await running.service.upload(album.folder, picture);
        }
        return running.service;
      },
      async close() {
        await running.service?.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function makeInto(folder: string): Promise<Album> {
  await mkdir(folder);
  return makeAlbum(folder);
}
