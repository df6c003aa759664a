import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type ActOutcomes, mergeOutcomes, outcomeTables, readOutcomes } from "../faults/outcomes.ts";
import { soakFaults } from "./faults.ts";
import { type Figures, seededRandom } from "./figures.ts";
import { soakInterleavings } from "./interleavings.ts";
import { soakKills } from "./kills.ts";

/**
 * Runs for long what `npm test` has no time for: `npm run soak -- [part …] [--share 0.1] [--seed 7] [--write]`.
 *
 * It ends with 1 when anything ended badly, and prints figures for `docs/reliability.md`; `--write` writes the table
 * of faults there.
 */

const INTERLEAVINGS = 500;
const KILLS = 50;

const PAGE = new URL("../../docs/reliability.md", import.meta.url);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    share: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const share = Number(values.share);
const seed = Number(values.seed);
if (!(share > 0 && share <= 1) || !Number.isInteger(seed))
  throw new Error("--share is over 0 and up to 1, --seed is whole");
const random = seededRandom(seed);

/** More parts belong here: each is a name and what it does. */
const PARTS: Readonly<Record<string, () => Promise<Figures>>> = {
  async faults() {
    const { figures, acts, violations } = await soakFaults(() => random() < share, console.log);
    for (const violation of violations) console.error(violation);
    if (violations.length > 0) process.exitCode = 1;
    if (values.write) await writeTables(acts);
    return figures;
  },
  interleavings: () => soakInterleavings(Math.ceil(INTERLEAVINGS * share), seed),
  kills: () => soakKills(Math.ceil(KILLS * share), random),
};

/** What stands before the first table is written by hand; what was not tried this time stays as it was. */
async function writeTables(acts: readonly ActOutcomes[]): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  const [before = ""] = page.split(/^### /m);
  await writeFile(PAGE, before + outcomeTables(mergeOutcomes(readOutcomes(page), acts)));
}

const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS);
const stranger = wanted.find((name) => !Object.hasOwn(PARTS, name));
if (stranger !== undefined) throw new Error(`There is no ${stranger}; there are ${Object.keys(PARTS).join(", ")}.`);
for (const name of wanted) {
  const began = performance.now();
  const figures = await PARTS[name]!();
  console.log(`${name}:`, { ...figures, seconds: Math.round((performance.now() - began) / 1000) });
}
