import type { ColorSpace } from "../../lib/image-record.ts";
import type { Animation, PublicImageData } from "../../lib/public-image-data.ts";
import { COLOR, FOCAL_POINT, FORMAT, HEIGHT, ID, SIZE_BYTES, THUMBHASH, WIDTH } from "./image-schemas.ts";
import { objectSchema, orNull, type Schema, text, whole } from "./schema.ts";

const COLOR_SPACE = objectSchema<ColorSpace>("How the file that was uploaded says its colors; `null` where unknown.", {
  model: text("What a pixel is made of.", { enum: ["rgb", "gray", "cmyk", "lab"] }),
  bitDepth: whole("Bits of a channel.", { minimum: 1 }),
  profile: orNull(
    text("Its ICC profile, told by its primaries; `null` where it has none.", {
      enum: ["srgb", "display-p3", "adobe-rgb", "rec2020", "prophoto-rgb", "other"],
    }),
  ),
});

const ANIMATION = objectSchema<Animation>("When what is shown; `null` for a still, and where unknown.", {
  durations: { description: "Of each frame.", type: "array", items: whole("Milliseconds, as the file has them.") },
  loop: whole("How often it is shown; 0 for ever."),
});

const RENDITIONS: Schema = {
  description: "Named variants that are made, e.g. for `p=medium`.",
  type: "array",
  items: objectSchema<PublicImageData["renditions"][number]>("A named variant.", {
    name: text("What `p` takes.", { pattern: "^[a-z0-9-]{1,32}$" }),
    width: WIDTH,
    height: HEIGHT,
  }),
};

export const PUBLIC_IMAGE = objectSchema<PublicImageData>("What anybody may know who has the URL of a picture.", {
  id: ID,
  width: orNull(WIDTH),
  height: orNull(HEIGHT),
  format: orNull(FORMAT),
  sizeBytes: SIZE_BYTES,
  hasAlpha: { type: "boolean", description: "Whether any pixel is less than opaque." },
  isAnimated: { type: "boolean", description: "Whether there is more than one page." },
  pages: whole("Frames of an animation.", { minimum: 1 }),
  animation: orNull(ANIMATION),
  colorSpace: orNull(COLOR_SPACE),
  isWideGamut: {
    type: "boolean",
    description: "Whether it has colors that sRGB does not have, which large stills keep.",
  },
  hasContentCredentials: { type: "boolean", description: "Whether the original carries C2PA's signed statements." },
  thumbhash: orNull(THUMBHASH),
  color: orNull(COLOR),
  palette: orNull({ description: "Its colors, the most frequent first.", type: "array", items: COLOR, maxItems: 6 }),
  focalPoint: orNull(FOCAL_POINT),
  widths: { description: "Sizes of the ladder that it fills, for `srcset`.", type: "array", items: WIDTH },
  renditions: RENDITIONS,
});
