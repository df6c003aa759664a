import { parseArgs } from "node:util";
import { PARTS } from "./parts.ts";
import { writeFigures } from "./report.ts";
import type { SoakOptions } from "./soak-options.ts";

/**
 * Runs for long what `npm test` has no time for:
 * `npm run soak -- [part …] [--share 0.1] [--seed 7] [--only 4711] [--minutes 20] [--write]`.
 *
 * It ends with 1 when anything ended badly. `--minutes` bounds each part that can leave something out. `--write` writes
 * figures, and the tables of faults, into `docs/reliability.md`.
 */

// The SDK warns of Node 20 before it drops it; the versions in the lock file run there.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Longer than any part takes. */
const UNBOUNDED_MINUTES = "600";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    share: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    minutes: { type: "string", default: UNBOUNDED_MINUTES },
    write: { type: "boolean", default: false },
  },
});
const options: Omit<SoakOptions, "endsAt"> = {
  share: Number(values.share),
  seed: Number(values.seed),
  only: values.only === undefined ? undefined : Number(values.only),
  isWritten: values.write,
};
if (!(options.share > 0 && options.share <= 1)) throw new Error("--share is over 0 and up to 1, e.g. 0.1.");
if (!Number.isInteger(options.seed)) throw new Error("--seed is a whole number, e.g. 7.");
if (!Number.isInteger(options.only ?? 0)) throw new Error("--only is the number of one trial, e.g. 4711.");
const milliseconds = Number(values.minutes) * 60_000;
if (!(milliseconds > 0)) throw new Error("--minutes is over 0, e.g. 20.");

const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS);
const stranger = wanted.find((name) => !Object.hasOwn(PARTS, name));
if (stranger !== undefined) throw new Error(`There is no ${stranger}; there are ${Object.keys(PARTS).join(", ")}.`);
for (const name of wanted) {
  const began = performance.now();
  const found = await PARTS[name]!({ ...options, endsAt: began + milliseconds });
  const figures = { ...found, seconds: Math.round((performance.now() - began) / 1000) };
  console.log(`${name}:`, figures);
  const told = [
    name,
    options.share < 1 && `--share ${options.share}`,
    options.seed !== 1 && `--seed ${options.seed}`,
    values.minutes !== UNBOUNDED_MINUTES && `--minutes ${values.minutes}`,
  ];
  if (options.isWritten) await writeFigures(told.filter((word) => word !== false).join(" "), figures);
}
