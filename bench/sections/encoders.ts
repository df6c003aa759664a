import { type Encoded, encodeWithAll } from "../encoders/encoded.ts";
import { encoderTables } from "../encoders/encoder-tables.ts";
import { fewMixedPictures, mixedPictures } from "../pictures/selection.ts";
import type { Finding } from "../report/finding.ts";
import type { Section } from "./section.ts";

/** Size classes by their widths in px, the largest for few pictures, since judging them takes longest. */
const SIZE_CLASSES = [
  { widthPx: 300, choose: mixedPictures },
  { widthPx: 800, choose: mixedPictures },
  { widthPx: 1600, choose: fewMixedPictures },
];

/** What the encoders' settings cost and give: bytes, CPU and SSIMULACRA2 for each format and size class. */
export const encoders: Section = async (bench) => {
  const encoded: Encoded[] = [];
  for (const { widthPx, choose } of SIZE_CLASSES) {
    if (bench.isQuick && widthPx !== 800) continue;
    for (const picture of (bench.isQuick ? fewMixedPictures : choose)(bench.album.pictures)) {
      bench.told(`${picture.name} at ${widthPx} px`);
      encoded.push(...(await encodeWithAll(bench.album.folder, picture, widthPx)));
    }
  }
  return {
    section: "encoders",
    title: "Encoders: means over the pictures, ratios against sharp's defaults",
    tables: encoderTables(encoded),
    measured: encoded,
    bars: [],
    criteria: [],
    notes: ["CPU and bytes of encoding alone, from pixels already scaled, which are what SSIMULACRA2 compares with."],
  } satisfies Finding;
};
