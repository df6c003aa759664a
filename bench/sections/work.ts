import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { comparablePictures, mixedPictures } from "../pictures/selection.ts";
import { figure } from "../report/text.ts";
import { ORIGINAL, type WorkFigures } from "../scale/picture-work.ts";
import { mean } from "../statistics.ts";
import { type Encoding, encoderWork, encodings, TYPES } from "../work/encoder-work.ts";
import { type SourceWork, sourceWork } from "../work/source-work.ts";
import type { Section } from "./section.ts";

/** Where the simulation has them from. */
const FILE = "bench/scale/work-figures.json";

const ORIGINAL_MEGAPIXELS = (ORIGINAL.width * ORIGINAL.height) / 1e6;

/** Bytes and CPU of every kind of work that a picture makes, which the simulation of docs/scale.md counts with. */
export const work: Section = async ({ album, told }) => {
  const pictures = mixedPictures(album.pictures);
  const sources: SourceWork[] = [];
  const encoded: Encoding[] = [];
  for (const picture of pictures) {
    told(picture.name);
    const original = new Uint8Array(await readFile(join(album.folder, picture.name)));
    sources.push(await sourceWork(original, picture));
    encoded.push(...(await encodings(original, picture)));
  }
  const figures = figuresOf(sources, encoded);
  const rows = Object.entries(figures.encoders).map(([type, { kilobytes, growth, secondsPerMegapixel }]) => [
    type,
    `${figure(kilobytes)} kB`,
    figure(growth),
    `${figure(secondsPerMegapixel * 1000)} ms`,
  ]);
  const sourceRows = [
    ["original of 12 MP, baseline JPEG", figures.baselineSeconds],
    ["original of 12 MP, another kind", figures.otherSeconds],
    ...Object.entries(figures.rungSeconds).map(([edge, seconds]) => [`mezzanine of ${edge} px`, seconds] as const),
    ["proving an original of 12 MP", figures.provingSeconds],
    ["making the mezzanines of it", figures.mezzaninesSeconds],
  ] as const;
  return {
    section: "work",
    title: `What the simulation counts with: ${pictures.length} of ${comparablePictures(album.pictures).length} pictures`,
    tables: [
      { columns: ["encoder", "1 megapixel", "grows by the power", "CPU a megapixel"], rows },
      { columns: ["source", "CPU"], rows: sourceRows.map(([name, seconds]) => [name, `${figure(seconds * 1000)} ms`]) },
    ],
    measured: figures,
    notes: ["One core, the service's own settings; with --write they are what `npm run simulate` counts with."],
    criteria: [],
    bars: [],
    files: { [FILE]: `${JSON.stringify(figures, undefined, 2)}\n` },
  };
};

function figuresOf(sources: readonly SourceWork[], encoded: readonly Encoding[]): WorkFigures {
  const edges = [...new Set(sources.flatMap(({ rungs }) => [...rungs.keys()]))].toSorted((a, b) => a - b);
  const ofRung = (edge: number) => mean(sources.flatMap(({ rungs }) => rungs.get(edge) ?? []));
  const ofOriginal = (isBaselineJpeg: boolean) => {
    const alike = sources.filter((each) => each.isBaselineJpeg === isBaselineJpeg);
    if (alike.length === 0) throw new Error("The section work takes baseline JPEGs, and pictures of other kinds.");
    return mean(alike.map((each) => each.originalPerMegapixel)) * ORIGINAL_MEGAPIXELS;
  };
  const exact = {
    encoders: Object.fromEntries(TYPES.map((type) => [type, encoderWork(encoded, type)])),
    baselineSeconds: ofOriginal(true),
    otherSeconds: ofOriginal(false),
    rungSeconds: Object.fromEntries(edges.map((edge) => [`${edge}`, ofRung(edge)])),
    provingSeconds: mean(sources.map((each) => each.provingPerMegapixel)) * ORIGINAL_MEGAPIXELS,
    mezzaninesSeconds: mean(sources.map((each) => each.mezzaninesPerMegapixel)) * ORIGINAL_MEGAPIXELS,
  };
  // Three digits are what a run is good for, and another run changes fewer of them.
  return JSON.parse(JSON.stringify(exact, (_, value) => (typeof value === "number" ? +value.toPrecision(3) : value)));
}
