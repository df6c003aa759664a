import { foldHalves } from "./halves.ts";
import { isMarketingTag, type Parameters } from "./parameters.ts";
import { insert, type PlacedRow } from "./placed-row.ts";
import type { Pair } from "./query.ts";
import { notAccepted, type Refused, refused, repeatedKey } from "./refusal.ts";
import { rowOf } from "./row-of.ts";
import type { Value } from "./value.ts";
import { readColor } from "./values.ts";

/** What a request says, each parameter by itself. */
export interface Read {
  /** By their names, e.g. `{ width: 640 }`. */
  readonly parameters: Parameters;
  /** The rows of what can enter a variant key, in the table's order: far fewer to walk than the table has. */
  readonly rows: readonly PlacedRow[];
  /** Those of them whose value is still the name of a color, in lower case. */
  readonly named: readonly PlacedRow[];
  /**
   * Of a raw query with a signature, what has to be signed: all before the pair of the signature. `undefined` where a key
   * stands after it that `free` does not name.
   */
  readonly signed?: string | undefined;
}

/** A reading that is under way. */
interface Reading {
  readonly parameters: Record<string, Value>;
  readonly rows: PlacedRow[];
  readonly named: PlacedRow[];
  signed?: string | undefined;
}

/**
 * Reads a request's parameters by the table: aliases folded, values checked, marketing tags left out.
 *
 * @param pairs e.g. `[["width", "640"], ["utm_source", "mail"]]`
 * @returns e.g. `{ parameters: { width: 640 }, … }`, or the problem with the first pair that is wrong
 */
export function readParameters(pairs: readonly Pair[]): Read | Refused {
  const reading = startReading();
  for (let i = 0; i < pairs.length; i++) {
    const fault = readPair(reading, pairs[i]![0], pairs[i]![1]);
    if (fault) return fault;
  }
  return finishReading(reading);
}

export function startReading(): Reading {
  return { parameters: Object.create(null), rows: [], named: [] };
}

/** Takes one more pair in, unless there is something wrong with it. */
export function readPair(reading: Reading, key: string, text: string): Refused | undefined {
  const row = rowOf(key);
  if (!row) {
    return isMarketingTag(key) ? undefined : refused("parameter-unknown", key.slice(0, 32));
  }
  const parameters = reading.parameters;
  if (parameters[row.name] !== undefined) return repeatedKey(row.key);
  let value = row.read(text, row);
  if (value === undefined) {
    if (!isColorName(row, text)) return notAccepted(row.key);
    value = text.toLowerCase();
    reading.named.push(row);
  }
  parameters[row.name] = value;
  if (row.place >= 0) insert(row, reading.rows);
  return undefined;
}

/** Brings together what came in halves. */
export function finishReading(reading: Reading): Read | Refused {
  return foldHalves(reading.parameters, reading.rows) || (reading as Read);
}

function isColorName(row: PlacedRow, text: string): boolean {
  return row.read === readColor && /^[a-z]{3,20}$/i.test(text);
}
