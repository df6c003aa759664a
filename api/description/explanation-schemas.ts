import type { ExpectedAnswer, ImageExplanation, SizeEstimate } from "../../lib/image-explanation.ts";
import type { ExplainedValue } from "../../lib/url/explained-values.ts";
import type { ExplainedRefusal } from "../../lib/url/explanation.ts";
import { ID } from "./image-schemas.ts";
import { objectSchema, orNull, type Schema, text, whole } from "./schema.ts";

const VALUE: Schema = { description: "As JSON has it.", type: ["integer", "string", "boolean"] };

const REFUSAL = objectSchema<ExplainedRefusal>("What is answered instead of a picture; `null` where there is one.", {
  status: whole("The answer's.", { minimum: 400 }),
  code: text("One of the problems' codes."),
  detail: text("A sentence."),
});

const ESTIMATE = objectSchema<SizeEstimate>(
  "What `sizeBytes` will be about; `null` where that is known, and where nothing tells.",
  {
    sizeBytes: whole("In two digits; effects and what lies over the picture are not counted.", { minimum: 1 }),
    basis: text("The renditions of this image; or what photographs usually have, give or take four times.", {
      enum: ["renditions", "photographs"],
    }),
  },
);

const ANSWER = objectSchema<ExpectedAnswer>("What is answered; `null` where it is refused.", {
  format: text("The type.", { enum: ["avif", "webp", "jpeg", "png", "gif", "json"] }),
  width: orNull(whole("px; `null` for data, and after `trim`.", { minimum: 1 })),
  height: orNull(whole("px.", { minimum: 1 })),
  frames: orNull(whole("More than one where it moves.", { minimum: 1 })),
  isStored: { type: "boolean", description: "Whether it is made already." },
  sizeBytes: orNull(whole("Exactly those of the stored picture; `null` before it is made.", { minimum: 1 })),
  estimate: orNull(ESTIMATE),
});

export const EXPLANATION = objectSchema<ImageExplanation>("What the URL of a picture means.", {
  id: ID,
  asked: {
    description: "Keys and values as they came.",
    type: "array",
    items: { type: "array", items: text("A key, then its value."), minItems: 2, maxItems: 2 },
  },
  folded: recordOf("Keys that went under another of their names.", text("The table's own, e.g. `w` for `width`.")),
  ignored: { description: "Marketing tags.", type: "array", items: text("A key.") },
  moved: recordOf("Sides that moved to the ladder.", {
    type: "array",
    items: whole("px, from and to."),
    minItems: 2,
    maxItems: 2,
  }),
  transform: recordOf("What the URL asks for, in the table's own keys.", VALUE),
  values: recordOf(
    "What the picture is made by.",
    objectSchema<ExplainedValue>("A value and who said it.", {
      value: VALUE,
      from: text("Who said it.", { enum: ["url", "rendition", "defaults", "image", "service"] }),
    }),
  ),
  signedBy: orNull(text("The id of the key in `s`; whether it signed is not looked at.")),
  expiresAt: orNull(text("RFC 3339, UTC.", { format: "date-time" })),
  variant: orNull(
    text("The path that the edge caches under, and the key in the bucket; `null` for what the edge refuses."),
  ),
  refusal: orNull(REFUSAL),
  answer: orNull(ANSWER),
});

function recordOf(description: string, additionalProperties: Schema): Schema {
  return { description, type: "object", additionalProperties };
}
