import { SERVICE_DEFAULTS } from "../../lib/defaults.ts";
import { planRendering } from "../../lib/image/plan.ts";
import { rungsOf } from "../../lib/rungs.ts";
import { DEFAULT_RUNGS } from "../../lib/url/default-ladder.ts";
import { mergeTransforms } from "../../lib/url/merge.ts";
import { negotiate } from "../../lib/url/negotiate.ts";
import { ROWS, type Transform } from "../../lib/url/parameters.ts";
import { readQuery } from "../../lib/url/read-query.ts";
import { settle } from "../../lib/url/rules.ts";
import { canonicalText } from "../../lib/url/transform.ts";
import { AUTO_EXTENSIONS, type Extension, extensionOf, variantKey } from "../../lib/url/variant-key.ts";
import { encodedBytes, makeSeconds, ORIGINAL } from "./picture-work.ts";
import type { RequestShapes } from "./request-shapes.ts";
import type { Switches } from "./switches.ts";

/** One thing that caches hold of a picture. */
export interface VariantKind {
  /** Its key, the picture's id left out. */
  readonly name: string;
  /** Share of a picture's requests. */
  share: number;
  readonly bytes: number;
  /** Seconds of one core to make it. */
  readonly makeSeconds: number;
  /** What it is apart from its format. */
  readonly transformation: number;
}

/** All that a picture is asked for. */
export interface VariantCatalogue {
  readonly kinds: readonly VariantKind[];
  /** Different transformations, formats not counted. */
  readonly transformations: number;
  /** Those that the worker makes of each upload: the renditions in each class. */
  readonly renditions: readonly number[];
}

/** Any will do: a key begins with the picture's id, and nothing else in it hangs on the picture. */
const IMAGE_ID = "0".repeat(26);

/**
 * Folds requests into variants by the very functions that run at the edge.
 *
 * @throws Error for a request that the edge refuses: the audience is to ask for what there is
 */
export function variantCatalogue(shapes: RequestShapes, switches: Switches): VariantCatalogue {
  const kinds = new Map<string, VariantKind>();
  const transformations = new Map<string, number>();
  const kindOf = (transform: Transform, extension: Extension, name: string, transformation: string) => {
    const known = kinds.get(name);
    if (known !== undefined) return known;
    if (!transformations.has(transformation)) transformations.set(transformation, transformations.size);
    const place = transformations.get(transformation) ?? 0;
    const kind = { name, share: 0, transformation: place, ...workOf(transform, extension, switches.mezzanine) };
    kinds.set(name, kind);
    return kind;
  };
  shapes.queries.forEach((query, place) => {
    const transform = transformOf(query, switches);
    const written = switches.spelling ? canonicalText(transform, ROWS) : query;
    shapes.accepts.forEach((accept, column) => {
      const share = shapes.shares[place * shapes.accepts.length + column] ?? 0;
      if (share === 0) return;
      const extension = extensionOf(transform, negotiate(accept));
      const key = variantKey({ imageId: IMAGE_ID, transform, extension });
      const text = switches.spelling ? key : key.replace(canonicalText(transform, ROWS), query);
      kindOf(transform, extension, switches.negotiation ? text : `${text} ${accept}`, written).share += share;
    });
  });
  const all = [...kinds.values()];
  const renditions = new Set(
    Object.keys(SERVICE_DEFAULTS.renditions).flatMap((rendition) =>
      AUTO_EXTENSIONS.map((extension) => variantKey({ imageId: IMAGE_ID, transform: { rendition }, extension })),
    ),
  );
  return {
    kinds: all,
    transformations: transformations.size,
    renditions: all.flatMap(({ name }, place) => (renditions.has(name) ? [place] : [])),
  };
}

function transformOf(query: string, { ladder }: Switches): Transform {
  const read = readQuery(query);
  const settled = "problem" in read ? read : settle(read, ladder ? DEFAULT_RUNGS : "exact");
  if ("problem" in settled) throw new Error(`The edge refuses ${query}: ${settled.problem.code}`);
  return settled.transform;
}

function workOf(transform: Transform, extension: Extension, hasMezzanines: boolean) {
  const { rendition, ...own } = transform;
  const base = rendition === undefined ? {} : (SERVICE_DEFAULTS.renditions[rendition] ?? {});
  if (extension === "json") throw new Error("The audience asks for pictures, not for their data.");
  const rungs = hasMezzanines ? rungsOf(ORIGINAL) : [];
  const plan = planRendering(ORIGINAL, mergeTransforms(base, own), extension, rungs);
  const pixels = plan.geometry.output.width * plan.geometry.output.height;
  return { bytes: encodedBytes(plan.type, pixels), makeSeconds: makeSeconds(plan.type, pixels, plan.rung) };
}
