import type { OtherProcess } from "./other-process.ts";

/** The share of all trials after which what is loaded once is loaded, and every cache has its size. */
const WARM_UP = 0.1;

/** Trials before which it is not, and after which it is in any case. */
const FEWEST_WARM_TRIALS = 250;
const MOST_WARM_TRIALS = 1_000;

/** Trials that are too few to say anything of memory. */
const TOO_FEW = 500;

/** By how much a service may have grown. */
const GROWTH = 0.1;

/** How the memory of a service goes on. */
export interface Memory {
  /** Looks once, when the service is warm. @param done trials so far */
  look(done: number): Promise<void>;
  /** @returns e.g. `+3 % of 271 MiB`. @throws Error where it has grown by more than a tenth */
  growth(): Promise<string>;
}

export function watchMemory(service: OtherProcess, trials: number): Memory {
  const warmTrials = Math.min(Math.max(trials * WARM_UP, FEWEST_WARM_TRIALS), MOST_WARM_TRIALS);
  let warmBytes: number | undefined;
  return {
    async look(done) {
      if (warmBytes !== undefined || trials < TOO_FEW || done < warmTrials) return;
      warmBytes = await service.restingBytes();
    },
    async growth() {
      if (warmBytes === undefined) return "not measured";
      const growth = (await service.restingBytes()) / warmBytes - 1;
      const said = `${growth < 0 ? "" : "+"}${Math.round(growth * 100)} % of ${Math.round(warmBytes / 2 ** 20)} MiB`;
      if (growth > GROWTH) throw new Error(`the service has grown by ${said}`);
      return said;
    },
  };
}
