import { planRendering } from "../image/plan.ts";
import { estimateSize } from "../image/size-estimate.ts";
import type { ExpectedAnswer, ImageExplanation } from "../image-explanation.ts";
import { type ImageRecord, isProven, type ProvenImage } from "../image-record.ts";
import { PROBLEMS } from "../problem.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, StoredDescription, Variants } from "../stores.ts";
import { explainedValues, type Layer } from "../url/explained-values.ts";
import { type Explanation, explainRequest, type PictureRequest } from "../url/explanation.ts";
import type { Transform } from "../url/parameters.ts";
import type { UnsignedUrls } from "../url/unsigned.ts";
import { type Variant, variantKey } from "../url/variant-key.ts";
import { markRecord } from "./mark-record.ts";
import { refusal } from "./store-variant.ts";
import { aimed, baseOf, madeExtension, wholeTransform } from "./whole-transform.ts";

const FORMATS = ["avif", "webp", "jpeg", "png", "gif"] as const;

/**
 * Explains a request for a picture to its owner, up to what would be answered; nothing is made, and nothing counted.
 *
 * @param record the image that it asks for
 * @param now milliseconds since 1970
 */
export async function explainVariant(
  stores: { readonly images: Images; readonly variants: Variants },
  record: ImageRecord,
  request: PictureRequest,
  unsignedUrls: UnsignedUrls,
  now: number,
): Promise<ImageExplanation> {
  const { explanation, variant } = await explainRequest(request, unsignedUrls, now);
  if (variant === undefined) return { ...explanation, answer: null };
  try {
    if (!isProven(record)) throw refusal(record.state === "failed" ? "image-not-found" : "image-not-ready");
    const { values, expected, mark } = foreseen(record, variant);
    if (mark !== undefined && expected.format !== "json") await markRecord(stores, record, mark);
    const stored = await stores.variants.describe(variantKey(variant));
    return { ...explanation, values, answer: stored === undefined ? expected : asStored(expected, stored) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { ...explanation, refusal: refusalOf(error), answer: null };
  }
}

function asStored(expected: ExpectedAnswer, { contentType, sizeBytes }: StoredDescription): ExpectedAnswer {
  const format = FORMATS.find((each) => contentType === `image/${each}`) ?? expected.format;
  return { ...expected, format, isStored: true, sizeBytes, estimate: null };
}

interface Foreseen {
  readonly values: Explanation["values"];
  /** As long as it is not made. */
  readonly expected: ExpectedAnswer;
  /** The id of the image that is to lie over it. */
  readonly mark: string | undefined;
}

/** @throws ProblemError what making it would be refused with, before anybody looks for its mark */
function foreseen(record: ProvenImage, variant: Variant): Foreseen {
  const asked = variant.transform;
  const { rendition, defaults } = asked;
  const whole = aimed(record, asked, wholeTransform(record, asked));
  const base = baseOf(record, asked);
  const layers: Layer[] = [["url", asked], ...(base === undefined ? [] : [base])];
  const named = { ...whole, ...(rendition !== undefined && { rendition }), ...(defaults === false && { defaults }) };
  return {
    values: explainedValues(named, layers),
    expected: expectedAnswer(record, whole, variant),
    mark: whole.mark,
  };
}

function expectedAnswer(record: ProvenImage, whole: Transform, variant: Variant): ExpectedAnswer {
  const { extension } = variant;
  const unmade = { isStored: false, sizeBytes: null } as const;
  const nothing = { width: null, height: null, estimate: null, ...unmade } as const;
  if (extension === "json") return { format: "json", frames: null, ...nothing };
  const made = madeExtension(whole, { ...variant, extension });
  const plan = planRendering(record.proof, whole, made, record.rungs ?? [], record.sizeBytes);
  const { type: format, pages: frames } = plan;
  // How wide a border is, only a look at the picture tells.
  if (whole.trim) return { format, frames, ...nothing };
  const { width, height } = plan.geometry.output;
  return { format, width, height, frames, estimate: estimateSize(record, plan) ?? null, ...unmade };
}

function refusalOf({ problem: { code, detail } }: ProblemError): Explanation["refusal"] {
  return { status: PROBLEMS[code], code, detail };
}
