import { type Failed, failed } from "../edge-problems.ts";
import { foldHalves } from "./halves.ts";
import { isMarketingTag, type Parameters } from "./parameters.ts";
import { insert, type PlacedRow } from "./placed-row.ts";
import { type Pair, repeatedKey } from "./query.ts";
import { KEYS, rowOf } from "./row-of.ts";
import { accepts, readValue, type Value } from "./values.ts";

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
  hasTransient: boolean;
  signed?: string | undefined;
}

/**
 * Reads a request's parameters by the table: aliases folded, values checked, marketing tags left out.
 *
 * @param pairs e.g. `[["width", "640"], ["utm_source", "mail"]]`
 * @returns e.g. `{ parameters: { width: 640 }, … }`, or the problem with the first pair that is wrong
 */
export function readParameters(pairs: readonly Pair[]): Read | Failed {
  const reading = startReading();
  for (let i = 0; i < pairs.length; i++) {
    const fault = readPair(reading, pairs[i]![0], pairs[i]![1]);
    if (fault) return fault;
  }
  return finishReading(reading);
}

export function startReading(): Reading {
  return { parameters: Object.create(null), rows: [], named: [], hasTransient: false };
}

/** Takes one more pair in, unless there is something wrong with it. */
export function readPair(reading: Reading, key: string, text: string): Failed | undefined {
  const row = rowOf(key);
  if (row === undefined) {
    return isMarketingTag(key)
      ? undefined
      : failed("parameter-unknown", `${key.slice(0, 32)} is no parameter; there are ${KEYS}.`);
  }
  const parameters = reading.parameters;
  if (parameters[row.name] !== undefined) return repeatedKey(row.key);
  let value = readValue(row, text);
  if (value === undefined) {
    if (!isColorName(row, text)) return notAccepted(row);
    value = text.toLowerCase();
    reading.named.push(row);
  }
  parameters[row.name] = value;
  if (row.place < 0) reading.hasTransient = true;
  else insert(row, reading.rows);
  return undefined;
}

/** Brings together what came in halves. */
export function finishReading(reading: Reading): Read | Failed {
  const fault = reading.hasTransient && foldHalves(reading.parameters, reading.rows);
  return fault || (reading as Read);
}

function isColorName(row: PlacedRow, text: string): boolean {
  return row.kind === /* @__KEY__ */ "color" && /^[a-z]{3,20}$/i.test(text);
}

/** The problem with a value that its row does not accept. */
export function notAccepted(row: PlacedRow): Failed {
  return failed("parameter-invalid", `${row.key} must be ${accepts(row)}.`);
}
