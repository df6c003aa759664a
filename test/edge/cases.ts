import fc from "fast-check";
import { CLIENTS, WEIGHTED } from "../lib/url/accept-headers.ts";
import { anyRequest } from "../lib/url/any-request.ts";
import { HOSTILE_QUERIES } from "../lib/url/hostile-queries.ts";
import { anyChoice, otherQuery, plainQuery } from "../lib/url/spelling.ts";
import { IMAGE_ID } from "./image-id.ts";
import { SIGNED_CASES, signedQuery } from "./signed-cases.ts";

/** A request for a picture's variant as it comes to the edge. */
export interface ViewerCase {
  readonly uri: string;
  readonly rawQuery: string | undefined;
  /** The values of every `Accept` header that it has. */
  readonly accept: readonly string[];
}

const URI = `/images/${IMAGE_ID}/transformation`;
export const CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
/** Times that stay past and future, whatever clock an engine has. */
const PAST = 1;
const FUTURE = 99_999_999_999;

/** An unsigned request, e.g. of `w=640`. */
export function unsignedCase(rawQuery: string, ...accept: readonly string[]): ViewerCase {
  return asking(rawQuery, ...accept);
}

/** The same, signed. */
export function signedCase(rawQuery: string, ...accept: readonly string[]): ViewerCase {
  return asking(signedQuery(rawQuery), ...accept);
}

function asking(rawQuery: string | undefined, ...accept: readonly string[]): ViewerCase {
  return { uri: URI, rawQuery, accept };
}

const PLAIN = [undefined, "", "&", "w=640", "w=641&h=480&fit=cover&fp=30,70", "bg=Red&p=hero&dpr=2&w=320", "fmt=json"];

const CONFLICTS = ["ar=16:9", "w=640&h=360&ar=16:9", "dpr=2", "w=4096&dpr=1.5", "h=4096&ar=2:1", "flop=0&flop=0"];

const ADDRESSES = [
  ...["/", "", "/images", "/images/", `/images/${IMAGE_ID}`, `${URI}/`, `/${URI}`, `${URI}.png`, `${URI}%00`],
  ...["/images//transformation", "/images/../transformation", "/images/%2e%2e/transformation", "/__proto__"],
  ...[URI.toUpperCase(), URI.replace("01", "%30%31"), URI.replace("0n", "0"), URI.replace("0n", "0na"), `/a${URI}`],
];

/** The same seed makes the same requests in every engine. */
const generated = fc
  .sample(fc.tuple(anyRequest, anyChoice, fc.constantFrom(...CLIENTS)), { numRuns: 250, seed: 20_260_701 })
  .map(([asked, choice, client]) => asking(otherQuery(asked, choice), ...(client[1] === undefined ? [] : [client[1]])));

const generatedSigned = fc
  .sample(fc.tuple(anyRequest, fc.constantFrom("", `&exp=${PAST}`, `&exp=${FUTURE}`)), { numRuns: 60, seed: 7 })
  .map(([asked, expiry]) => asking(signedQuery(plainQuery(asked) + expiry), CHROME));

/** One signed URL and its neighbours. */
const SIGNED = signedQuery("w=641&q=80");
const tampered = [
  ...Array.from(SIGNED, (letter, index) => `${SIGNED.slice(0, index)}${other(letter)}${SIGNED.slice(index + 1)}`),
  ...["&", "&q=80", "&utm_source=mail", "&s=x"].map((after) => SIGNED + after),
  ...[SIGNED.replace("&s=", "&sig="), SIGNED.replace("&s=", "&signature="), SIGNED.replace("&s=", "&%73=")],
  ...[SIGNED.replace("s=k1.", "s=k2."), SIGNED.replace("s=k1.", "s=red."), SIGNED.replace("s=k1.", "s=__proto__.")],
  SIGNED.split("&").reverse().join("&"),
  SIGNED.replace(/s=.*/, `s=k1.${"A".repeat(43)}`),
  signedQuery(""),
  `exp=${PAST}`,
  `exp=${FUTURE}`,
];

/** Every request that the viewer's function is tried with, in every engine. */
export const VIEWER_CASES: readonly ViewerCase[] = [
  ...PLAIN.map((rawQuery) => asking(rawQuery, CHROME)),
  ...ADDRESSES.map((uri) => ({ uri, rawQuery: "w=640", accept: [] })),
  ...CONFLICTS.map((rawQuery) => asking(rawQuery)),
  ...HOSTILE_QUERIES.map(([rawQuery]) => asking(rawQuery)),
  ...CLIENTS.map(([, accept]) => asking("w=640", ...(accept === undefined ? [] : [accept]))),
  ...WEIGHTED.map(([accept]) => asking("w=640", accept)),
  asking("w=640", "text/html", "image/webp"),
  asking("w=640", "application/json", "image/avif;q=0", "image/webp"),
  ...tampered.map((rawQuery) => asking(rawQuery)),
  ...SIGNED_CASES.map(([, uri, rawQuery]) => ({ uri, rawQuery, accept: [] })),
  ...generated,
  ...generatedSigned,
];

function other(letter: string): string {
  return letter === "A" ? "B" : "A";
}
