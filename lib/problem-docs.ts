import { kindNames } from "./accepted-kinds.ts";
import {
  DIRECT_UPLOAD_BYTES,
  JSON_BODY_BYTES,
  MAX_HEADER_BYTES,
  MAX_JPEG_SCANS,
  MAX_ORIGINAL_EDGE_PX,
  MAX_PAGES,
  MAX_PIXELS,
  MAX_URL_BYTES,
  PRESIGNED_UPLOAD_BYTES,
  REQUEST_ARRIVAL_SECONDS,
  TOMBSTONE_DAYS,
} from "./limits.ts";
import type { ProblemCode } from "./problem.ts";

/** What a problem means to whoever gets it. */
export interface ProblemDoc {
  readonly cause: string;
  readonly cure: string;
}

const TOKEN = "Send `Authorization: Bearer` with a fresh ID token of the issuer that the service trusts.";
const SAME_AGAIN = "Send the same again; `Retry-After` says when.";

/** e.g. `4,500,000` */
const count = (number: number) => number.toLocaleString("en");

/** Why each problem comes and what helps, for people; none of it travels to the edge. */
export const PROBLEM_DOCS: Readonly<Record<ProblemCode, ProblemDoc>> = {
  "query-malformed": {
    cause: "The query is no UTF-8 with percent-encoding, such as `%zz`.",
    cure: "Encode keys and values with `encodeURIComponent`.",
  },
  "parameter-unknown": {
    cause: "A key that the address does not know.",
    cure: "Take one that `detail` names, or leave it out.",
  },
  "parameter-repeated": {
    cause: "A key comes twice, perhaps once under an alias.",
    cure: "Say it once.",
  },
  "parameter-invalid": {
    cause: "A value that its key does not accept.",
    cure: "`detail` names the key and what it accepts.",
  },
  "parameter-conflict": {
    cause: "Two things are asked for that exclude each other, such as `ar` beside both `w` and `h`.",
    cure: "Leave out the one that `detail` names.",
  },
  "dialect-unsupported": {
    cause: "The URL is of another system, and says something that has no counterpart here.",
    cure: "`detail` names what takes its place; [Moving](moving.md) has it all.",
  },
  "token-missing": { cause: "The request does not say who asks.", cure: TOKEN },
  "token-invalid": { cause: "The token has expired, or another issuer made it, or for another audience.", cure: TOKEN },
  "signature-invalid": {
    cause: "The URL was changed after it was signed, or signed with a key that the service does not have.",
    cure: "Sign it again, as it is to be asked for, with `s` last.",
  },
  "signature-required": {
    cause: "The service answers signed URLs alone, or this parameter in them alone.",
    cure: "Ask for the URL of `GET /images/:id`, of `POST /images/:id`, or sign one with the service's key.",
  },
  "url-expired": { cause: "The time in `exp` has passed.", cure: "Sign a new URL with a later `exp`." },
  "route-unknown": {
    cause: "No such address, or not with this method.",
    cure: "Compare path and method with those of this page.",
  },
  "body-too-large": {
    cause: `A direct upload over ${count(DIRECT_UPLOAD_BYTES)} bytes, an announced one over ${count(PRESIGNED_UPLOAD_BYTES)}, or JSON over ${count(JSON_BODY_BYTES)}.`,
    cure: `Upload pictures over ${count(DIRECT_UPLOAD_BYTES)} bytes by \`POST /upload\`; make larger ones smaller.`,
  },
  "request-malformed": { cause: "The HTTP parser cannot read the request.", cure: "Use an HTTP client." },
  "rect-outside": {
    cause: "`rect` lies wholly outside of the picture.",
    cure: "Cut within `width` and `height`, which `fmt=json` tells.",
  },
  "output-too-large": {
    cause: "The answer would have too many pixels.",
    cure: "Ask for less of `w`, `h` or `dpr`; `detail` tells the limit.",
  },
  "body-invalid": {
    cause: "A body that cannot be read, or not as what it should be.",
    cure: "`detail` says what fits.",
  },
  "cursor-invalid": {
    cause: "`cursor` was not made by this service.",
    cure: "Take `next` of the page before, or begin without one.",
  },
  "idempotency-key-invalid": {
    cause: "`Idempotency-Key` has other characters than printable ASCII, or over 255.",
    cure: "Take a UUID.",
  },
  "unsubscribe-invalid": {
    cause: "The link was not taken whole from a mail of this service, or the mail is over a year old.",
    cure: "Take the link of a newer mail, or switch mail off by `PUT /users/me/notifications`.",
  },
  "image-not-found": {
    cause: "No such image: never there, deleted, failed, or somebody else's.",
    cure: "Compare the id with `GET /images`; only its owner may ask for more than variants.",
  },
  "image-not-ready": { cause: "A presigned upload that has not been proven to be a picture yet.", cure: SAME_AGAIN },
  "rendition-unknown": {
    cause: "`p` names no rendition that the image was uploaded with.",
    cure: "Take one that `detail` names; new defaults count for later uploads, and by `POST /images/:id/defaults` for this one.",
  },
  "mark-unknown": {
    cause: "`mark`, in the URL or in the owner's defaults, names no image of the same owner that is there and ready.",
    cure: "Take the id of another one; where defaults name it, change them, or leave them out by `d=0`.",
  },
  "erasure-not-found": {
    cause: `No image of yours with this id was deleted within the last ${TOMBSTONE_DAYS} days.`,
    cure: "Keep receipts that you need for longer.",
  },
  "request-timeout": {
    cause: `The request did not arrive within ${REQUEST_ARRIVAL_SECONDS} seconds.`,
    cure: "Send it again.",
  },
  "image-deleted": {
    cause: "What this `Idempotency-Key` uploaded was deleted, perhaps while it was on its way.",
    cure: "Upload it again under a new key.",
  },
  "url-too-long": {
    cause: `A URL over ${count(MAX_URL_BYTES)} bytes.`,
    cure: "Put transforms into a rendition and name it by `p`.",
  },
  "media-type-unsupported": {
    cause: "The bytes, or `Content-Type`, are of no kind that is taken.",
    cure: `Upload ${kindNames("or")}, or SVG where it is switched on; convert others before.`,
  },
  "image-undecodable": { cause: "The file is cut short or broken.", cure: "Open and save it anew, then upload that." },
  "image-too-large": {
    cause: `Over ${count(MAX_PIXELS)} pixels, ${count(MAX_ORIGINAL_EDGE_PX)} px a side, ${MAX_PAGES} frames or pages, or ${MAX_JPEG_SCANS} scans of a JPEG.`,
    cure: "Make it smaller before the upload; `detail` tells which limit.",
  },
  "idempotency-mismatch": {
    cause: "This `Idempotency-Key` came with another body within the last day.",
    cure: "Take a new key for each picture, and the same for its repetitions alone.",
  },
  "variants-exhausted": {
    cause: "The image has as many unsigned variants as it may, and none that could stand in.",
    cure: "Ask for sizes that are there, or sign URLs.",
  },
  "uploads-exhausted": { cause: "More uploads within an hour than one user may.", cure: SAME_AGAIN },
  "storage-exhausted": {
    cause: "One user's originals take as many bytes as they may.",
    cure: "Delete images; their bytes count no more at once.",
  },
  "transforms-exhausted": {
    cause: "More variants of one owner's images within a minute or a day than may be made.",
    cure: SAME_AGAIN,
  },
  "headers-too-large": { cause: `Headers over ${count(MAX_HEADER_BYTES)} bytes.`, cure: "Send fewer cookies." },
  "internal-error": { cause: "Our fault; the log has its cause.", cure: SAME_AGAIN },
  unavailable: { cause: "What the service needs is overloaded or away.", cure: SAME_AGAIN },
};
