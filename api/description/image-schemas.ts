import { mediaTypes } from "../../lib/accepted-kinds.ts";
import type { ErasureReceipt } from "../../lib/erasure.ts";
import { type ImageChanges, LABEL_PATTERN } from "../../lib/image-changes.ts";
import type { ImageData, RenditionData } from "../../lib/image-data.ts";
import { IMAGE_FORMATS } from "../../lib/image-record.ts";
import { LABELS, PRESIGNED_UPLOAD_BYTES, TITLE_CHARACTERS } from "../../lib/limits.ts";
import type { AnnouncedUpload, PresignedRequest } from "../../lib/stores.ts";
import { component, objectSchema, orNull, type PropertiesOf, type Schema, text, whole } from "./schema.ts";

export const ID = text("A ULID in lower case; it sorts by the time of the upload.", { pattern: "^[0-9a-z]{26}$" });
const TIME = text("RFC 3339, UTC.", { format: "date-time" });
export const FORMAT = text("What it is stored as.", { enum: IMAGE_FORMATS });
export const WIDTH = whole("px of the upright picture.", { minimum: 1 });
export const HEIGHT = WIDTH;
export const SIZE_BYTES = whole("Bytes.");
export const THUMBHASH = text("A placeholder in some 25 bytes, base64; see https://evanw.github.io/thumbhash/.");
export const COLOR = text("The mean color, e.g. `#b4a58c`.", { pattern: "^#[0-9a-f]{6}$" });
export const FOCAL_POINT: Schema = {
  description: "What crops keep: percent of width and height.",
  type: "array",
  items: whole("Percent.", { maximum: 100 }),
  minItems: 2,
  maxItems: 2,
};

const TITLE = text("What is to be seen, for `alt`; one line.");
const LABEL_LIST: Schema = {
  description: "What to find it by; sorted, each once.",
  type: "array",
  items: text("A label.", { pattern: LABEL_PATTERN }),
  maxItems: LABELS,
};

const IMAGE_PROPERTIES: PropertiesOf<ImageData> = {
  id: ID,
  url: text("Where anybody gets it, with parameters in the query.", { format: "uri" }),
  width: orNull(WIDTH),
  height: orNull(HEIGHT),
  format: orNull(FORMAT),
  sizeBytes: SIZE_BYTES,
  state: text("`ready` once its renditions are made; a picture that is proven can be asked for before.", {
    enum: ["processing", "ready", "failed"],
  }),
  "problem?": {
    description: "Why it failed.",
    type: "object",
    properties: { code: text("One of the problems' codes."), detail: text("A sentence.") },
    required: ["code", "detail"],
    additionalProperties: false,
  },
  createdAt: TIME,
  thumbhash: orNull(THUMBHASH),
  color: orNull(COLOR),
  focalPoint: orNull(FOCAL_POINT),
  title: orNull(TITLE),
  labels: LABEL_LIST,
  renditions: {
    description: "Made at the upload, or since defaults were re-applied.",
    type: "array",
    items: component("Rendition"),
  },
};

export const IMAGE = objectSchema<ImageData>(
  "An image as its owner sees it; what is not known yet is `null`.",
  IMAGE_PROPERTIES,
);

export const RETRIEVED = objectSchema<ImageData & { readonly expiresAt?: string }>(
  "The same; `url`, `width`, `height`, `format` and `sizeBytes` are the variant's.",
  { ...IMAGE_PROPERTIES, "expiresAt?": text("When `url` ends, where it downloads a file.", { format: "date-time" }) },
);

export const RENDITION = objectSchema<RenditionData>("A named variant; its numbers are those of its JPEG or PNG.", {
  name: text("e.g. `medium`.", { pattern: "^[a-z0-9-]{1,32}$" }),
  url: text("Where anybody gets it, in the best type that they take.", { format: "uri" }),
  width: WIDTH,
  height: HEIGHT,
  format: FORMAT,
  sizeBytes: SIZE_BYTES,
});

export const IMAGE_PAGE = objectSchema<{ images: readonly ImageData[]; next: string | null }>("Images, newest first.", {
  images: { type: "array", items: component("Image") },
  next: orNull(text("The `cursor` of the next page; `null` on the last.", { pattern: "^[0-9a-z]{26}$" })),
});

export const IMAGE_CHANGES: Schema = {
  ...objectSchema<ImageChanges>("What an owner says of an image, one of it at least.", {
    "focalPoint?": orNull(FOCAL_POINT),
    "title?": orNull({ ...TITLE, minLength: 1, maxLength: TITLE_CHARACTERS }),
    "labels?": LABEL_LIST,
  }),
  minProperties: 1,
};

export const DOWNLOAD = objectSchema<Pick<PresignedRequest, "url" | "expiresAt">>("A link for a while.", {
  url: text("Where S3 answers with the file.", { format: "uri" }),
  expiresAt: TIME,
});

export const ANNOUNCED_UPLOAD = objectSchema<AnnouncedUpload>("What the upload will be, and is held to.", {
  contentType: text("As it will be sent.", { enum: mediaTypes() }),
  sizeBytes: whole("Bytes of the picture.", { minimum: 1, maximum: PRESIGNED_UPLOAD_BYTES }),
  "sha256?": text("Of the bytes, in hex or base64.", { pattern: "^([\\da-fA-F]{64}|[A-Za-z0-9+/]{43}=)$" }),
});

export const BEGUN_UPLOAD = objectSchema<PresignedRequest & { id: string }>("A PUT that uploads one picture.", {
  id: ID,
  url: text("Where to put the bytes; S3 answers there.", { format: "uri" }),
  headers: {
    description: "To be sent as they are; the URL is signed for them.",
    type: "object",
    additionalProperties: text("A header's value."),
  },
  expiresAt: TIME,
});

export const RECEIPT = objectSchema<ErasureReceipt>("What a deletion has done.", {
  id: ID,
  state: text("`complete` after the second pass, some five minutes later.", { enum: ["removing", "complete"] }),
  deletedAt: TIME,
  completedAt: orNull(TIME),
  removed: objectSchema<ErasureReceipt["removed"]>("Versions that were removed.", {
    originals: whole("Of what was uploaded, or kept to make variants from."),
    variants: whole("Of made pictures, those of other images that carried it as their mark included."),
  }),
  asked: { description: "URLs that were asked for again.", type: "array", items: component("AskedAgain") },
  outOfReach: { description: "What no deletion reaches.", type: "array", items: text("A sentence.") },
});

export const ASKED_AGAIN = objectSchema<ErasureReceipt["asked"][number]>("A URL that was asked for again.", {
  url: text("Of a variant that was there.", { format: "uri" }),
  accept: text("The `Accept` that it was asked with."),
  where: text("Who answered, e.g. `edge IAD89-P2`."),
  status: orNull({ type: "integer", description: "`null` where nobody answered." }),
  at: TIME,
});
