import { zipfTotal } from "./popularity.ts";
import type { VariantCatalogue, VariantKind } from "./variant-catalogue.ts";
import { createWeightedChoice, type WeightedChoice } from "./weighted-choice.ts";
import type { Workload } from "./workload.ts";

/** A picture that is replayed, with all of its transformations or with some. */
export interface SampledPicture {
  /** How many like it, picture or transformation of a picture, each one that is replayed stands for. */
  readonly weight: number;
  /** Share of all requests that go to it, and to those of its transformations that are replayed. */
  readonly pictureShare: number;
  readonly share: number;
  /** Which of the catalogue's kinds a request is for. */
  readonly kinds: WeightedChoice;
  /** Whether all of its transformations are replayed. */
  readonly isWhole: boolean;
}

/** Ranks side by side become one where they are alike: their number against how many there are above them. */
const RANKS_ABOVE_EACH = 2;

/** Requests a month past which a picture is replayed in part. */
const WHOLE_REQUESTS = 50_000;

/**
 * Requests a month past which a variant of a picture is always at every edge, and not replayed: the edge that is asked
 * least is asked for it over ten times a day.
 */
const HOT_REQUESTS = 100_000;

/**
 * Pictures that stand for all of a catalogue.
 *
 * Sampled are things that caches hold, never requests: what is replayed keeps every request of its own, and takes as much
 * room in a cache as all that it stands for. Of the many pictures that few ask for, one stands for up to `stride`; the
 * few at the top stand for themselves; those that are asked for without end are replayed with some of their
 * transformations, evenly chosen from common to rare, and without what is so common that every edge always has it.
 *
 * @param stride 1 for the whole catalogue
 * @see Waldspurger et al., "Efficient MRC Construction with SHARDS", FAST 2015
 */
export function sampleCatalogue(workload: Workload, catalogue: VariantCatalogue, stride: number): SampledPicture[] {
  const { images, exponent, requestsAMonth } = workload;
  const total = zipfTotal(images, exponent);
  const partOf = createParts(catalogue);
  const pictures: SampledPicture[] = [];
  let above = 0;
  let aboveTotal = 0;
  while (above < images) {
    const ranks = Math.min(images - above, Math.max(1, Math.min(stride, Math.floor(above / RANKS_ABOVE_EACH))));
    const untilTotal = ranks === 1 ? aboveTotal + (above + 1) ** -exponent : zipfTotal(above + ranks, exponent);
    const share = (untilTotal - aboveTotal) / ranks / total;
    const parts = stride === 1 ? 1 : partsFor(share * requestsAMonth, catalogue.transformations);
    const part = partOf(parts, pictures.length, share * requestsAMonth);
    pictures.push({
      weight: ranks * parts,
      pictureShare: share,
      share: share * part.share,
      kinds: part.kinds,
      isWhole: parts === 1,
    });
    above += ranks;
    aboveTotal = untilTotal;
  }
  return pictures;
}

/** Into how many parts a picture's transformations are divided, of which one is replayed. */
function partsFor(requests: number, transformations: number): number {
  return Math.max(1, Math.min(Math.ceil(requests / WHOLE_REQUESTS), transformations));
}

interface Part {
  readonly share: number;
  readonly kinds: WeightedChoice;
}

/** Each part has every so many of the transformations by popularity; which part it is, changes from one to the next. */
function createParts({ kinds, transformations }: VariantCatalogue) {
  const shares = new Float64Array(transformations);
  for (const { share, transformation } of kinds) shares[transformation] = shares[transformation]! + share;
  const byShare = [...shares.keys()].sort((one, other) => shares[other]! - shares[one]!);
  const placeOf = new Uint32Array(transformations);
  byShare.forEach((transformation, place) => {
    placeOf[transformation] = place;
  });
  const whole = partWith(kinds.map(({ share }) => share));
  return (parts: number, turn: number, requests: number): Part => {
    if (parts === 1) return whole;
    // By the golden ratio: however many turns there are, they are spread evenly.
    const part = Math.floor(((turn * 0.618034) % 1) * parts);
    const isTaken = ({ share, transformation }: VariantKind) =>
      placeOf[transformation]! % parts === part && share * requests <= HOT_REQUESTS;
    return partWith(kinds.map((kind) => (isTaken(kind) ? kind.share : 0)));
  };
}

function partWith(shares: readonly number[]): Part {
  return { share: shares.reduce((sum, share) => sum + share, 0), kinds: createWeightedChoice(shares) };
}
