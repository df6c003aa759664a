import { parseArgs } from "node:util";

/** What a run is asked to do. */
export interface BenchArguments {
  readonly sections: readonly string[];
  readonly isQuick: boolean;
  /** Whether docs/performance.md is to show what is found. */
  readonly writesDocs: boolean;
}

/** A sentence for whoever asked for something that there is not. */
export class ArgumentRefusal extends Error {}

/**
 * Reads `[section …] [--quick] [--write]`; who names no section gets the usual ones.
 *
 * @param args e.g. `["mixed", "--quick"]`
 * @param known all sections there are
 * @param usual those that are run unasked, in a full run and in a quick one
 * @throws ArgumentRefusal for anything else
 */
export function benchArguments(
  args: readonly string[],
  known: readonly string[],
  usual: { readonly full: readonly string[]; readonly quick: readonly string[] },
): BenchArguments {
  const { positionals, values } = parsed(args, known);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new ArgumentRefusal(`There is no section ${JSON.stringify(unknown)}. ${usage(known)}`);
  const isQuick = values.quick ?? false;
  const named = known.filter((name) => positionals.includes(name));
  const sections = named.length > 0 ? named : isQuick ? usual.quick : usual.full;
  return { sections, isQuick, writesDocs: values.write ?? false };
}

function parsed(args: readonly string[], known: readonly string[]) {
  try {
    const options = { quick: { type: "boolean" }, write: { type: "boolean" } } as const;
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (cause) {
    throw new ArgumentRefusal(usage(known), { cause });
  }
}

function usage(known: readonly string[]): string {
  return `npm run bench -- [--quick] [--write] [section …], of ${known.join(", ")}; PHOTOS=folder takes your own pictures.`;
}

/** How many images the service keeps while the section `catalogue` measures, where nothing else is asked for. */
const CATALOGUES: readonly number[] = [100, 1_000];

/**
 * Reads CATALOGUE.
 *
 * @param text e.g. `100,10000,1000000`
 * @throws ArgumentRefusal for what is no list of whole numbers, or fewer than the section deletes
 */
export function catalogueSizes(text: string | undefined): readonly number[] {
  if (!text) return CATALOGUES;
  const sizes = text.split(",").map(Number);
  if (sizes.every((size) => Number.isSafeInteger(size) && size >= CATALOGUES[0]!)) return sizes;
  throw new ArgumentRefusal(`CATALOGUE takes whole numbers from ${CATALOGUES[0]} on, e.g. 100,10000; not ${text}.`);
}
