import type { EdgeProblem } from "../../../lib/edge-problems.ts";

const MALFORMED_VALUES = [
  ...["%", "%4", "%zz", "%u0041", "64%", "64%C3"],
  // A lone continuation, NUL and slash too long, a surrogate, what lies beyond Unicode: RFC 3629 §3.
  ...["%80", "%C0%80", "%E0%80%AF", "%ED%A0%80", "%F4%90%80%80", "%FF"],
];

const UNKNOWN_KEYS = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "length", "undefined"],
  ...["", "%00", "%0d%0aSet-Cookie:%20a=b", "w%00", "%20w", "w+", "W", "UTM_SOURCE", "%ef%bb%bfw", "%C3%A9", "w[]"],
  "k".repeat(10_000),
];

const BAD_WIDTHS = [
  ...[
    "",
    "1e3",
    "0x10",
    "+640",
    "%20640",
    "640%20",
    "640.0",
    "640,",
    "0640",
    "-640",
    "-0",
    "64%2530",
    "NaN",
    "Infinity",
  ],
  ...["640%00", "640%0a", "6%D9%A40", "%EF%BC%99", "__proto__", "constructor", "4097", "0", "9".repeat(10_000)],
];

const REPEATED = ["w=640&w=640", "w=640&width=640", "w=640&%77=640", "w=640&h=1&width=320", "bg=red&background=red"];

/** Raw queries that somebody sends who does not want a picture, and the code that each is refused with. */
export const HOSTILE_QUERIES: readonly (readonly [rawQuery: string, code: EdgeProblem["code"]])[] = [
  ...MALFORMED_VALUES.map((value) => [`w=${value}`, "query-malformed"] as const),
  ["%FF=640", "query-malformed"],
  ["utm_source=%FF", "query-malformed"],
  ...UNKNOWN_KEYS.map((key) => [`${key}=640`, "parameter-unknown"] as const),
  ...BAD_WIDTHS.map((width) => [`w=${width}`, "parameter-invalid"] as const),
  // Where a regular expression's `$` also stands before a last newline, these would end in a key.
  ...["p=a%0a", "bg=fff%0a", "ar=1:1%0a", "dpr=2%0a", "fp=1,2%0a", "fpx=0.5%0a", "flip=h%0a", "flop=1%0a"].map(
    (rawQuery) => [`w=640&${rawQuery}`, "parameter-invalid"] as const,
  ),
  ["w", "parameter-invalid"],
  ...REPEATED.map((rawQuery) => [rawQuery, "parameter-repeated"] as const),
  ["p=..%2f..%2f", "parameter-invalid"],
  ["s=x", "parameter-invalid"],
  ["exp=1e9", "parameter-invalid"],
];
