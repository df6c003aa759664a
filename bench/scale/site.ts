import { DAY_SECONDS } from "../../lib/limits.ts";
import { asksShield, CacheTiers } from "./cache-tiers.ts";
import type { SampledPicture } from "./catalogue-sample.ts";
import { HOME, REGIONS } from "./latencies.ts";
import type { Random } from "./random.ts";
import type { Switches } from "./switches.ts";
import type { Tally, Tier } from "./tally.ts";
import { VariantBucket } from "./variant-bucket.ts";
import type { VariantCatalogue, VariantKind } from "./variant-catalogue.ts";
import { createWeightedChoice, type WeightedChoice } from "./weighted-choice.ts";
import type { Workload } from "./workload.ts";

/** What there is, and how it is used. */
export interface SiteProps {
  readonly workload: Workload;
  readonly switches: Switches;
  readonly catalogue: VariantCatalogue;
}

/** What somebody asked for, and how many such requests it stands for. */
interface Asked {
  readonly image: number;
  readonly kind: number;
  readonly weight: number;
}

interface Answer {
  readonly tier: Tier;
  readonly milliseconds: number;
}

const MONTH_DAYS = 30;

/** The service and its viewers, one event after the other. */
export class Site {
  readonly bucket: VariantBucket;
  readonly #props: SiteProps;
  readonly #pictures: readonly SampledPicture[];
  readonly #kinds: readonly VariantKind[];
  readonly #madeAhead: readonly number[];
  readonly #tiers: CacheTiers;
  readonly #drawPicture: WeightedChoice;
  readonly #drawRegion = createWeightedChoice(REGIONS.map(({ share }) => share));
  /** The image that each of the pictures is at present. */
  readonly #imageOf: Float64Array;
  readonly #unseen = new Set<number>();
  #images: number;

  /** @param madeAhead the variants that the worker makes of an upload */
  constructor(props: SiteProps, pictures: readonly SampledPicture[], madeAhead: readonly number[]) {
    const { workload, switches, catalogue } = props;
    this.#props = props;
    this.#pictures = pictures;
    this.#kinds = catalogue.kinds;
    this.#madeAhead = madeAhead;
    this.#tiers = new CacheTiers(workload, switches.originShield);
    this.bucket = new VariantBucket(switches.variantBucket ? workload.variantDays * DAY_SECONDS : 0);
    this.#drawPicture = createWeightedChoice(pictures.map(({ share }) => share));
    this.#imageOf = Float64Array.from(pictures.keys());
    this.#images = pictures.length;
  }

  /** Somebody uploads a picture, which takes the place of one that is deleted or just not asked for any more. */
  upload(now: number, random: Random, isCounted: boolean): void {
    const { deletedShare, uploadedShare } = this.#props.workload;
    const place = random.below(this.#pictures.length);
    const old = this.#imageOf[place]!;
    if (random.next() < deletedShare / uploadedShare) this.bucket.removeAll(old);
    this.#unseen.delete(old);
    const image = this.#images++;
    this.#imageOf[place] = image;
    for (const kind of this.#madeAhead) this.#store(image, kind, place, now);
    // Of a picture that is only there in part, nobody knows who was the first.
    if (isCounted && this.#pictures[place]!.isWhole) this.#unseen.add(image);
  }

  /**
   * Somebody asks for a picture.
   *
   * @returns what was asked for
   */
  answer(now: number, random: Random, tally: Tally | undefined): Asked {
    const place = this.#drawPicture.draw(random);
    const image = this.#imageOf[place]!;
    const kind = this.#pictures[place]!.kinds.draw(random);
    const region = this.#drawRegion.draw(random);
    const isFirst = this.#unseen.delete(image);
    const { weight } = this.#pictures[place]!;
    const { tier, milliseconds } = this.#answer(image, kind, place, region, now, random);
    tally?.answered(tier, milliseconds, weight);
    if (tier !== "edge" && tier !== "regional" && asksShield(region, this.#props.switches.originShield)) {
      tally?.passedShield(weight);
    }
    if (tier === "transformer") tally?.made(this.#kinds[kind]!.makeSeconds, weight);
    if (isFirst) tally?.firstView(tier === "transformer", weight);
    return { image, kind, weight };
  }

  /** Asks one after the other who has it, and how long that took. */
  #answer(image: number, kind: number, place: number, region: number, now: number, random: Random): Answer {
    const { edges, edgeMilliseconds, regionalMilliseconds, homeMilliseconds } = REGIONS[region]!;
    const { bytes, makeSeconds } = this.#kinds[kind]!;
    const object = this.#objectOf(image, kind);
    const room = bytes * this.#pictures[place]!.weight;
    const cache = this.#tiers.ask(region, random.below(edges), object, room, now);
    if (cache === "edge") return { tier: cache, milliseconds: edgeMilliseconds };
    const atRegion = edgeMilliseconds + regionalMilliseconds;
    if (cache === "regional") return { tier: cache, milliseconds: atRegion };
    const atHome = atRegion + homeMilliseconds;
    if (cache === "shield") return { tier: cache, milliseconds: atHome };
    if (this.#isStored(image, kind, place, now, random))
      return { tier: "bucket", milliseconds: atHome + HOME.bucketMilliseconds };
    this.#store(image, kind, place, now);
    return { tier: "transformer", milliseconds: atHome + makeMilliseconds(makeSeconds, random) };
  }

  /**
   * What nobody has asked for since the beginning may be there from before: as it is for requests that come by chance,
   * with the longer a life the surer, and at any age.
   */
  #isStored(image: number, kind: number, place: number, now: number, random: Random): boolean {
    const object = this.#objectOf(image, kind);
    const isFromBefore = image < this.#pictures.length && !this.bucket.knows(object);
    if (isFromBefore && this.#props.switches.variantBucket) {
      const { requestsAMonth, variantDays } = this.#props.workload;
      const share = this.#pictures[place]!.pictureShare * this.#kinds[kind]!.share;
      const askedInLife = (requestsAMonth * share * variantDays) / MONTH_DAYS;
      const age = random.next() * variantDays * DAY_SECONDS;
      if (random.next() < askedInLife / (1 + askedInLife)) this.#store(image, kind, place, -age);
    }
    return this.bucket.has(object, now);
  }

  #store(image: number, kind: number, place: number, now: number): void {
    const { weight } = this.#pictures[place]!;
    this.bucket.put(image, this.#objectOf(image, kind), { weight, bytes: this.#kinds[kind]!.bytes * weight }, now);
  }

  #objectOf(image: number, kind: number): number {
    return image * this.#kinds.length + kind;
  }
}

function makeMilliseconds(makeSeconds: number, random: Random): number {
  const isCold = random.next() < HOME.coldStartShare;
  const waited = HOME.bucketMissMilliseconds + HOME.transformerMilliseconds;
  return waited + makeSeconds * 1_000 + (isCold ? HOME.coldStartMilliseconds : 0);
}
