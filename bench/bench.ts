import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ArgumentRefusal, benchArguments, catalogueSizes } from "./bench-arguments.ts";
import type { Finding } from "./report/finding.ts";
import { machine, writeDocs, writeResults } from "./report/results.ts";
import { findingText } from "./report/text.ts";
import { QUICK_SECTIONS, SECTIONS, USUAL_SECTIONS } from "./sections/sections.ts";
import { openWorkshop } from "./workshop.ts";

/** Measures Darkroom beside others: `npm run bench -- [--quick] [--write] [section …]`. */
const RESULTS = fileURLToPath(new URL("results", import.meta.url));
const PROJECT = fileURLToPath(new URL("..", import.meta.url));

// The SDK warns of Node 20 before it drops it; the versions in the lock file run there.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const began = performance.now();
const told = (progress: string) => {
  const seconds = Math.round((performance.now() - began) / 1000);
  console.error(`bench ${seconds} s: ${progress}`);
};
try {
  const usual = { full: USUAL_SECTIONS, quick: QUICK_SECTIONS };
  const { sections, isQuick, writesDocs } = benchArguments(process.argv.slice(2), Object.keys(SECTIONS), usual);
  const catalogues = catalogueSizes(process.env.CATALOGUE);
  const workshop = await openWorkshop({ photos: process.env.PHOTOS || undefined, isQuick, catalogues, told });
  try {
    const { node, sharp, libvips, processor, cores } = machine();
    console.log(`Node ${node}, sharp ${sharp}, libvips ${libvips}, ${cores} cores of ${processor}`);
    if (workshop.album.isMade) console.log("The pictures are made by code and say little of photographs; set PHOTOS.");
    console.log();
    const findings: Finding[] = [];
    for (const name of sections) {
      const finding = await SECTIONS[name]!({ ...workshop, told: (progress) => told(`${name}: ${progress}`) });
      findings.push(finding);
      console.log(findingText(finding));
    }
    const results = await writeResults(RESULTS, workshop.album, findings);
    const docs = writesDocs ? await writeDocs(PROJECT, workshop.album, findings) : [];
    console.log([...results, ...docs].map((file) => `Written: ${relative("", file)}`).join("\n"));
  } finally {
    await workshop.close();
  }
} catch (error) {
  console.error(error instanceof ArgumentRefusal ? error.message : error);
  process.exitCode = 1;
}
