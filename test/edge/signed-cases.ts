import { sign } from "../../lib/url/signature.ts";
import { IMAGE_ID } from "./image-id.ts";
import { EARLIER_KEY, SIGNING_KEY } from "./key-value-store.ts";

const PATH = `/images/${IMAGE_ID}/transformation`;
const OTHER_PATH = PATH.replace("0n", "0p");

/** A raw query with its signature. */
export function signedQuery(rawQuery: string, key = SIGNING_KEY): string {
  return sign(rawQuery === "" ? PATH : `${PATH}?${rawQuery}`, key).slice(PATH.length + 1);
}

/** A path and raw query with what comes of them: the variant key's last part, or a status and a code. */
export type SignedCase = readonly [what: string, path: string, rawQuery: string, outcome: string];

const now = Math.floor(Date.now() / 1000);
const INVALID = "403 signature-invalid";
const REPEATED = "400 parameter-repeated";
const EXPIRED = "403 url-expired";

const PLAIN = signedQuery("w=641&q=80");
const ENDING = signedQuery(`w=641&exp=${now + 3600}`);
const SRCSET = signedQuery("fit=cover&ar=4:3&free=w.dpr&widths=320.640.1280");

/** What a signature opens. */
const GOOD: readonly SignedCase[] = [
  ["the URL as it was signed", PATH, PLAIN, "w-641_q-80.auto"],
  ["its alias for s", PATH, PLAIN.replace("&s=", "&sig="), "w-641_q-80.auto"],
  ["its s in percent-encoding", PATH, PLAIN.replace("&s=k1.", "&%73=%6b1%2E"), "w-641_q-80.auto"],
  ["an end that has not come", PATH, ENDING, "w-641.auto"],
  ["a signature by the key before", PATH, signedQuery("w=641", EARLIER_KEY), "w-641.auto"],
  ["a color by its name", PATH, signedQuery("bg=red&w=641"), "w-641_bg-ff0000.auto"],
  ["the first width of a srcset", PATH, `${SRCSET}&w=320`, "w-320_h-240_fit-cover.auto"],
  ["the last width of a srcset", PATH, `${SRCSET}&w=1280`, "w-1280_h-960_fit-cover.auto"],
  ["a width by dpr", PATH, `${SRCSET}&w=320&dpr=2`, "w-640_h-480_fit-cover.auto"],
  ["free keys in another order", PATH, `${SRCSET}&dpr=2&w=320`, "w-640_h-480_fit-cover.auto"],
  ["a free key in percent-encoding", PATH, `${SRCSET}&%77=6%340`, "w-640_h-480_fit-cover.auto"],
  ["any value of what is free without widths", PATH, `${signedQuery("free=w")}&w=643`, "w-643.auto"],
  ["nothing of what is free", PATH, signedQuery("q=80&free=w"), "q-80.auto"],
];

/** What somebody tries who has these URLs and no key. */
const ATTACKS: readonly SignedCase[] = [
  ["another image's id", OTHER_PATH, PLAIN, INVALID],
  ["another width", PATH, PLAIN.replace("641", "642"), INVALID],
  ["the same width in other letters", PATH, PLAIN.replace("w=641", "w=64%31"), INVALID],
  ["the same key in other letters", PATH, PLAIN.replace("w=641", "%77=641"), INVALID],
  ["the key's other name", PATH, PLAIN.replace("w=641", "width=641"), INVALID],
  ["a key before s", PATH, PLAIN.replace("&s=", "&h=480&s="), INVALID],
  ["a key after s", PATH, `${PLAIN}&h=480`, INVALID],
  ["a marketing tag before s", PATH, PLAIN.replace("&s=", "&utm_source=a&s="), INVALID],
  ["a marketing tag after s", PATH, `${PLAIN}&utm_source=a`, INVALID],
  ["an empty pair before s", PATH, `&${PLAIN}`, INVALID],
  ["the pairs in another order", PATH, `${PLAIN.split("&")[1]}&${PLAIN.replace("&q=80", "")}`, INVALID],
  ["s before all", PATH, PLAIN.split("&").reverse().join("&"), INVALID],
  ["a pair left out", PATH, PLAIN.replace("&q=80", ""), INVALID],
  ["s doubled", PATH, `${PLAIN}&${PLAIN.split("&")[2]}`, REPEATED],
  ["s doubled by its other name", PATH, `${PLAIN}&sig=${PLAIN.split("s=")[1]}`, REPEATED],
  ["the signature in a tag, its own s elsewhere", PATH, tagged(PLAIN, "&h=480"), INVALID],
  ["the signature in a tag, encoded as s", PATH, tagged(PLAIN, "&h=480").replace(/k1\.(?=[^.]*$)/, "k1%2E"), INVALID],
  ["an end that came a second ago", PATH, signedQuery(`w=641&exp=${now - 1}`), EXPIRED],
  ["an end moved", PATH, ENDING.replace(/exp=\d/, "exp=9"), INVALID],
  ["an end taken off", PATH, ENDING.replace(/&exp=\d+/, ""), INVALID],
  ["an end put after s", PATH, `${ENDING.replace(/&exp=\d+/, "")}&exp=${now + 9999}`, INVALID],
  ["a key that was taken away", PATH, signedQuery("w=641", { ...SIGNING_KEY, id: "k9" }), INVALID],
  ["a key of somebody's own", PATH, signedQuery("w=641", { ...SIGNING_KEY, secret: "mine" }), INVALID],
  ["another key's id", PATH, PLAIN.replace("s=k1.", `s=${EARLIER_KEY.id}.`), INVALID],
  ["a width that is none of widths", PATH, `${SRCSET}&w=321`, INVALID],
  ["a width that dpr makes none of widths", PATH, `${SRCSET}&w=1280&dpr=2`, INVALID],
  ["a part of one of widths", PATH, `${SRCSET}&w=32`, INVALID],
  ["no width where there are widths", PATH, signedQuery("q=80&free=w&widths=320"), INVALID],
  ["a key that is not free", PATH, `${SRCSET}&w=320&q=100`, INVALID],
  ["a free key's other name", PATH, `${SRCSET}&width=320`, INVALID],
  ["a free key before s", PATH, SRCSET.replace("&s=", "&w=320&s="), INVALID],
  ["a free key twice", PATH, `${SRCSET}&w=320&w=640`, REPEATED],
  ["a free key that was signed", PATH, `${signedQuery("w=320&free=w")}&w=640`, REPEATED],
  ["free widened", PATH, `${SRCSET.replace("free=w.dpr", "free=w.dpr.q")}&w=320&q=100`, INVALID],
  ["free put after s", PATH, `${PLAIN}&free=h&h=480`, INVALID],
  ["free given twice", PATH, `${SRCSET}&free=q&q=100`, REPEATED],
  ["widths widened", PATH, `${SRCSET.replace("widths=320", "widths=321.320")}&w=321`, INVALID],
  ["widths taken off", PATH, `${SRCSET.replace("&widths=320.640.1280", "")}&w=321`, INVALID],
  ["widths put after s", PATH, `${signedQuery("free=w")}&w=321&widths=321`, INVALID],
];

export const SIGNED_CASES: readonly SignedCase[] = [...GOOD, ...ATTACKS];

function tagged(query: string, added: string): string {
  const signature = query.slice(query.indexOf("&s=") + 3);
  return `${query.replace("&s=", "&utm_source=")}${added}&s=${signature}`;
}
