import { isListed } from "./listed.ts";
import type { Parameters } from "./parameters.ts";
import { decodeText } from "./query.ts";
import { finishReading, type Read, readPair, startReading } from "./read-parameters.ts";
import { type Refused, refused } from "./refusal.ts";

/**
 * Reads a raw query by hand; for the edge bundle, where no package fits.
 *
 * @param rawQuery e.g. `w=640&rect=0%2C0,10,10`; percent-encoding is undone once, `+` is a space
 * @returns what `readParameters` returns for its pairs, or `query-malformed`
 * @see WHATWG URL, application/x-www-form-urlencoded parsing
 */
export function readQuery(rawQuery: string): Read | Refused {
  const reading = startReading();
  const parameters: Parameters = reading.parameters;
  const parts = rawQuery.split("&");
  // Most queries have nothing to decode, and looking once costs less than undoing nothing for each text.
  const isPlain = rawQuery.indexOf("%") < 0 && rawQuery.indexOf("+") < 0;
  let isAfterSignature = false;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part === "") continue;
    const equals = (part + "=").indexOf("=");
    const rawKey = part.slice(0, equals);
    const rawValue = part.slice(equals + 1);
    const key = isPlain ? rawKey : decodeText(rawKey);
    const value = isPlain ? rawValue : decodeText(rawValue);
    if (key === undefined || value === undefined) return refused("query-malformed", "The query");
    const fault = readPair(reading, key, value);
    if (fault) return fault;
    if (isAfterSignature) {
      if (!isListed(key, parameters.free)) reading.signed = undefined;
    } else if (parameters.signature) {
      isAfterSignature = true;
      reading.signed = parts.slice(0, i).join("&");
    }
  }
  return finishReading(reading);
}
