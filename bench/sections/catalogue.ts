import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { ACTS, type Act, type FilledService, openFilledService } from "../contestants/filled-service.ts";
import type { Picture } from "../pictures/picture.ts";
import { opaqueStills } from "../pictures/selection.ts";
import { figure, times } from "../report/text.ts";
import { median, medianRatio } from "../statistics.ts";
import type { Section } from "./section.ts";

/** How often a picture is uploaded, and of how many images after each a variant is made, asked for again, and deleted. */
const ROUNDS = 12;
const IMAGES_A_ROUND = 4;

/** Long edge in px from which a picture has a mezzanine. */
const LEAST_PX = 1_400;

/** Times that an answer among the most images may take of one among the fewest: what one run differs from another. */
const NOISE = 1.25;

type Times = Readonly<Record<Act, number[]>>;

/** Whether an answer takes longer the more images there are. */
export const catalogue: Section = async ({ album, catalogues, scratch, told }) => {
  const picture = cheapestPicture(album.pictures);
  const services: FilledService[] = [];
  try {
    for (const images of catalogues) {
      const dataDir = await mkdtemp(join(scratch, "catalogue-"));
      const announced = (progress: string) => told(`${images} images: ${progress}`);
      services.push(await openFilledService({ dataDir, folder: album.folder, picture, images }, announced));
    }
    const measured = await taking(services, told);
    const [fewest, most] = [measured[0]!, measured.at(-1)!];
    const rows = catalogues.map((images, at) => [
      `${images} images`,
      ...ACTS.map((act) => `${figure(median(measured[at]![act]))} ms`),
    ]);
    const ratio = (act: Act) => medianRatio(most[act], fewest[act]);
    const grown = [`${catalogues.at(-1)} ÷ ${catalogues[0]}`, ...ACTS.map((act) => times(ratio(act)))];
    return {
      section: "catalogue",
      title: `The same service with more images: medians of ${ROUNDS} uploads and ${ROUNDS * IMAGES_A_ROUND} of the others, ${picture.name}`,
      tables: [{ columns: ["", ...ACTS], rows: [...rows, grown] }],
      measured: { catalogues, measured },
      bars: [],
      criteria: ACTS.map((act) => ({
        name: `${act} among ${catalogues.at(-1)} images ÷ among ${catalogues[0]}`,
        value: ratio(act),
        atMost: NOISE,
      })),
      notes: [
        "Upload: until its answer. Miss: a JPEG of 300 px of a seeded image. Hit: the same from the variant bucket.",
        "All services run at the same time, and take turns act by act.",
      ],
    };
  } finally {
    for (const service of services) await service.close();
  }
};

/** The smallest that has a mezzanine, of the type that takes least to decode: it is the stores that are measured. */
function cheapestPicture(pictures: readonly Picture[]): Picture {
  const large = opaqueStills(pictures).filter(({ width, height }) => Math.max(width, height) >= LEAST_PX);
  const jpegs = large.filter(({ format }) => format === "jpeg");
  const [picture] = (jpegs.length > 0 ? jpegs : large).toSorted((a, b) => a.megapixels - b.megapixels);
  if (picture === undefined) throw new Error(`The catalogue takes an opaque picture of at least ${LEAST_PX} px.`);
  return picture;
}

async function taking(services: readonly FilledService[], told: (progress: string) => void): Promise<Times[]> {
  const measured = services.map((): Times => ({ upload: [], miss: [], hit: [], delete: [] }));
  // The first round, a process does what belongs to no catalogue.
  for (let round = -1; round < ROUNDS; round++) {
    if ((round + 1) % 3 === 0) told(`${ACTS.join(", ")}: round ${round + 1} of ${ROUNDS}`);
    const isKept = round >= 0;
    await takeTurns("upload", round, isKept);
    // What a worker still does after an upload falls on the first image of a round.
    for (let image = -1; image < IMAGES_A_ROUND; image++) {
      for (const act of ["miss", "hit", "delete"] as const) await takeTurns(act, round + image, isKept && image >= 0);
    }
  }
  return measured;

  /** Another service begins each time: nobody always comes first, when the machine is still at what was before. */
  async function takeTurns(act: Act, time: number, isKept: boolean): Promise<void> {
    for (let turn = 0; turn < services.length; turn++) {
      const at = (time + 2 + turn) % services.length;
      const milliseconds = await services[at]!.time(act);
      if (isKept) measured[at]![act].push(milliseconds);
    }
  }
}
