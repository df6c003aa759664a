import { ArgumentRefusal, benchArguments } from "./bench-arguments.ts";
import { findingText } from "./report/text.ts";
import { SECTIONS, USUAL_SECTIONS } from "./sections/sections.ts";
import { openWorkshop } from "./workshop.ts";

/** Measures Darkroom beside others: `npm run bench -- [--quick] [section …]`. */
try {
  const { sections, isQuick } = benchArguments(process.argv.slice(2), Object.keys(SECTIONS), USUAL_SECTIONS);
  const told = (progress: string) => console.error(`bench: ${progress}`);
  const workshop = await openWorkshop({ photos: process.env.PHOTOS || undefined, isQuick, told });
  try {
    for (const name of sections) {
      const finding = await SECTIONS[name]!({ ...workshop, told: (progress) => told(`${name}: ${progress}`) });
      console.log(findingText(finding));
    }
  } finally {
    await workshop.close();
  }
} catch (error) {
  console.error(error instanceof ArgumentRefusal ? error.message : error);
  process.exitCode = 1;
}
