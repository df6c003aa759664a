import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Raster, readRaster } from "./raster.ts";
import { ssim } from "./ssim.ts";
import { ssimulacra2 } from "./ssimulacra2.ts";

/** How much an answer looks like its original, by both measures. */
export interface Likeness {
  readonly ssimulacra2: number;
  readonly ssim: number;
}

/** @throws RangeError where the two have not one size */
export function likenessOf(reference: Raster, distorted: Raster): Likeness {
  return { ssimulacra2: ssimulacra2(reference, distorted), ssim: ssim(reference, distorted) };
}

/** Holds answers against one original, which is decoded once a size. */
export class OriginalJudge {
  readonly #bytes: Promise<Uint8Array>;
  readonly #references = new Map<string, Raster>();

  constructor(folder: string, name: string) {
    this.#bytes = readFile(join(folder, name));
  }

  /** @param answer a picture of any size, against the original scaled to it without further loss */
  async judge(answer: Uint8Array): Promise<Likeness> {
    const distorted = await readRaster(answer);
    return likenessOf(await this.#reference(distorted), distorted);
  }

  async #reference({ width, height }: Raster): Promise<Raster> {
    const key = `${width}×${height}`;
    const known = this.#references.get(key) ?? (await readRaster(await this.#bytes, { width, height }));
    this.#references.set(key, known);
    return known;
  }
}
