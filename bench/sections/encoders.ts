import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { DEFAULT_NAME, SETTINGS, type Setting } from "../encoders/settings.ts";
import type { Picture } from "../pictures/picture.ts";
import { fewMixedPictures, mixedPictures } from "../pictures/selection.ts";
import { type Raster, readRaster } from "../quality/raster.ts";
import { ssimulacra2 } from "../quality/ssimulacra2.ts";
import type { Finding, Table } from "../report/finding.ts";
import { figure, kilobytes, times } from "../report/text.ts";
import { mean } from "../statistics.ts";
import type { Section } from "./section.ts";

/** Size classes by their widths in px, the largest for few pictures, since judging them takes longest. */
const SIZE_CLASSES = [
  { widthPx: 300, choose: mixedPictures },
  { widthPx: 800, choose: mixedPictures },
  { widthPx: 1600, choose: fewMixedPictures },
];

/** What one setting made of one picture. */
interface Encoded {
  readonly widthPx: number;
  readonly format: Setting["format"];
  readonly name: string;
  readonly picture: string;
  readonly bytes: number;
  /** Of encoding alone; decoding and scaling were done before. */
  readonly cpuMs: number;
  readonly score: number;
}

/** What the encoders' settings cost and give: bytes, CPU and SSIMULACRA2 for each format and size class. */
export const encoders: Section = async (bench) => {
  const encoded: Encoded[] = [];
  for (const { widthPx, choose } of SIZE_CLASSES) {
    if (bench.isQuick && widthPx !== 800) continue;
    for (const picture of (bench.isQuick ? fewMixedPictures : choose)(bench.album.pictures)) {
      bench.told(`${picture.name} at ${widthPx} px`);
      const reference = await scaled(bench.album.folder, picture, widthPx);
      for (const setting of SETTINGS) encoded.push(await encodedBy(setting, reference, picture.name, widthPx));
    }
  }
  return {
    section: "encoders",
    title: "Encoders: means over the pictures, ratios against sharp's defaults",
    tables: tablesOf(encoded),
    measured: encoded,
    bars: [],
    criteria: [],
    notes: ["CPU and bytes of encoding alone, from pixels already scaled, which are what SSIMULACRA2 compares with."],
  } satisfies Finding;
};

async function scaled(folder: string, { name, width, height }: Picture, widthPx: number): Promise<Raster> {
  const size = { width: Math.min(width, widthPx), height: Math.round((height * Math.min(width, widthPx)) / width) };
  return readRaster(await readFile(join(folder, name)), size);
}

async function encodedBy(setting: Setting, raster: Raster, picture: string, widthPx: number): Promise<Encoded> {
  const { width, height, data } = raster;
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const before = process.cpuUsage();
  const bytes = await setting.encode(image).toBuffer();
  const { user, system } = process.cpuUsage(before);
  const score =
    setting.format === "png" && setting.name !== "palette" ? 100 : ssimulacra2(raster, await readRaster(bytes));
  const { format, name } = setting;
  return { widthPx, format, name, picture, bytes: bytes.length, cpuMs: (user + system) / 1000, score };
}

/** A table for each format and width, a row for each setting. */
function tablesOf(encoded: readonly Encoded[]): Table[] {
  const widths = [...new Set(encoded.map(({ widthPx }) => widthPx))];
  const formats = [...new Set(encoded.map(({ format }) => format))];
  return formats.flatMap((format) =>
    widths.map((widthPx) => {
      const ofThese = encoded.filter((each) => each.format === format && each.widthPx === widthPx);
      const rows = [...new Set(ofThese.map(({ name }) => name))].map((name) => rowOf(ofThese, name));
      const columns = [`${format}, ${widthPx} px`, "bytes", "÷ default", "CPU ÷ default", "SSIMULACRA2", "worst"];
      return { columns, rows };
    }),
  );
}

function rowOf(all: readonly Encoded[], name: string): string[] {
  const [mine, usual] = [name, DEFAULT_NAME].map((each) => all.filter((one) => one.name === each));
  const total = (of: readonly Encoded[] | undefined, what: "bytes" | "cpuMs") => mean(of!.map((each) => each[what]));
  const scores = mine!.map(({ score }) => score);
  return [
    name,
    kilobytes(total(mine, "bytes")),
    times(total(mine, "bytes") / total(usual, "bytes")),
    times(total(mine, "cpuMs") / total(usual, "cpuMs")),
    figure(mean(scores)),
    figure(Math.min(...scores)),
  ];
}
