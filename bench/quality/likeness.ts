import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Raster, readRaster } from "./raster.ts";
import { ssim } from "./ssim.ts";
import { Ssimulacra2 } from "./ssimulacra2.ts";

/** How much an answer looks like its original, by both measures. */
export interface Likeness {
  readonly ssimulacra2: number;
  readonly ssim: number;
}

/** What answers of one size are held against. */
export class Reference {
  readonly #raster: Raster;
  readonly #ssimulacra2: Ssimulacra2;

  /** @throws RangeError for a side under 8 px */
  constructor(raster: Raster) {
    this.#raster = raster;
    this.#ssimulacra2 = new Ssimulacra2(raster);
  }

  /** @throws RangeError for an answer of another size */
  likenessOf(answer: Raster): Likeness {
    return { ssimulacra2: this.#ssimulacra2.score(answer), ssim: ssim(this.#raster, answer) };
  }
}

/** Holds answers against one original, which is decoded once a size. */
export class OriginalJudge {
  readonly #bytes: Promise<Uint8Array>;
  readonly #references = new Map<string, Reference>();

  constructor(folder: string, name: string) {
    this.#bytes = readFile(join(folder, name));
  }

  /** @param answer a picture of any size, against the original scaled to it without further loss */
  async judge(answer: Uint8Array): Promise<Likeness> {
    const raster = await readRaster(answer);
    return (await this.#reference(raster)).likenessOf(raster);
  }

  async #reference({ width, height }: Raster): Promise<Reference> {
    const key = `${width}×${height}`;
    const known = this.#references.get(key) ?? new Reference(await readRaster(await this.#bytes, { width, height }));
    this.#references.set(key, known);
    return known;
  }
}
