import { imageUrl } from "../../client/image-url.ts";
import { pictureSources } from "../../client/picture-sources.ts";
import { widthsOfSizes } from "../../client/sizes-widths.ts";
import { srcset } from "../../client/srcset.ts";
import type { SnippetParameters } from "./snippet-parameters.ts";

/** What a snippet is made of. */
export interface SnippetOptions {
  readonly id: string;
  readonly parameters: SnippetParameters;
  /** The service, e.g. `https://img.example.com`. */
  readonly baseUrl: string;
  /** Its sizes, in px, ascending. */
  readonly ladder: readonly number[];
  /** Of the `<img>`, e.g. `(max-width: 50rem) 100vw, 50rem`. */
  readonly sizes: string;
  readonly widest: number | undefined;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
  /** The shape that it will have, which keeps a page from jumping. */
  readonly shape: { readonly width: number; readonly height: number };
}

/** px for browsers that know no `srcset`. */
const PLAIN_WIDTH = 800;

/**
 * An `<img>` whose picture is as wide as its place on the page.
 *
 * @throws TypeError for `sizes` that cannot be read
 */
export function imgSnippet({ id, parameters, baseUrl, ladder, sizes, widest, shape, alt }: SnippetOptions): string {
  const where = { baseUrl, ladder };
  const fluid = { ...parameters, sizes, ...(widest !== undefined && { originalWidth: widest }) };
  const src = imageUrl(id, { ...parameters, width: Math.min(PLAIN_WIDTH, widest ?? PLAIN_WIDTH) }, where);
  return tag("img", { src, srcset: srcset(id, fluid, where), sizes, ...attributesOf(shape, alt) });
}

/**
 * A `<picture>` that names its types, for caches in between that keep one answer an address.
 *
 * @throws TypeError for `sizes` that cannot be read
 */
export function pictureSnippet(options: SnippetOptions): string {
  const { id, parameters, baseUrl, ladder, sizes, widest, shape, alt } = options;
  const { format: _, ...untyped } = parameters;
  const fluid = { ...untyped, sizes, ...(widest !== undefined && { originalWidth: widest }) };
  const { sources, img } = pictureSources(id, fluid, { baseUrl, ladder });
  const lines = [
    ...sources.map(({ type, srcset: candidates }) => tag("source", { type, srcset: candidates, sizes })),
    tag("img", { src: img.src, srcset: img.srcset, sizes, ...attributesOf(shape, alt) }),
  ];
  return `<picture>\n${lines.map((line) => line.replace(/^/gm, "  ")).join("\n")}\n</picture>`;
}

/**
 * What a server runs where strangers need a signature: one for all widths, which only who has the key can write.
 *
 * @throws TypeError for `sizes` that cannot be read
 */
export function signedSnippet({ id, parameters, baseUrl, sizes, widest }: SnippetOptions): string {
  widthsOfSizes(sizes);
  const asked = { ...parameters, sizes, ...(widest !== undefined && { originalWidth: widest }) };
  const lines = Object.entries(asked).map(([name, value]) => `    ${name}: ${JSON.stringify(value)},`);
  return `import { signedSrcset } from "darkroom/client/sign";

// The key is your server's DARKROOM_SIGNING_KEY.
export function srcset(key) {
  return signedSrcset("${id}", key, {
${lines.join("\n")}
  }, { baseUrl: "${baseUrl}" });
}`;
}

function attributesOf({ width, height }: SnippetOptions["shape"], alt: string): Record<string, string> {
  return { width: `${width}`, height: `${height}`, alt };
}

/** A tag with an attribute a line, and a line for each candidate of a `srcset`. */
function tag(name: string, attributes: Readonly<Record<string, string>>): string {
  const lines = Object.entries(attributes).map(([key, value]) => {
    const text = value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    return key === "srcset" ? `srcset="${text.replaceAll(", ", ",\n    ")}"` : `${key}="${text}"`;
  });
  return `<${name}\n  ${lines.join("\n  ")}>`;
}
