import { choicesOf } from "../choices.ts";
import { MUTATIONS } from "./mutations.ts";
import { bombs, type SamplePicture, samplePictures } from "./sample-pictures.ts";

/** A picture with something wrong with it, and what that is. */
export type BrokenPicture = SamplePicture;

/** One of so many pictures is a bomb. */
const BOMB = 100;

const NAMES = Object.keys(MUTATIONS);

/** Makes broken pictures, the same for the same seed and number. */
export async function breakingPictures(seed: number): Promise<(trial: number) => BrokenPicture> {
  const [samples, mines] = await Promise.all([samplePictures(), bombs()]);
  return (trial) => {
    const choices = choicesOf(seed, trial);
    if (trial % BOMB === 0) return choices.oneOf(mines);
    const sample = choices.oneOf(samples);
    const names = choices.some(NAMES, 1 + choices.below(3));
    let { bytes } = sample;
    for (const name of names) {
      const broken = MUTATIONS[name]!({ ...sample, bytes }, choices, samples);
      // What was cut off cannot be broken any further.
      if (broken.length >= 16) bytes = broken;
    }
    return { ...sample, bytes, name: `${sample.name}, ${names.join(", ")}` };
  };
}
