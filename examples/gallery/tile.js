import { imageUrl, srcset } from "darkroom/client";

/** What every tile is: filled to the edges, so that all have one shape. */
const TILE = { ratio: "4:3", fit: "cover" };

/** How wide a tile is, by the width of the window, as gallery.css has it. */
const SIZES = "(max-width: 40rem) 100vw, (max-width: 70rem) 50vw, 34vw";

/** One picture of the gallery, which leads to the whole of it. */
export function tile({ id, width, height, color }, title, baseUrl) {
  // Pictures do not grow: the widest tile is what a cut of 4:3 leaves.
  const originalWidth = Math.min(width, Math.floor((height * 4) / 3));
  const attributes = {
    src: imageUrl(id, { ...TILE, width: 640 }, { baseUrl }),
    srcset: srcset(id, { ...TILE, sizes: SIZES, originalWidth }, { baseUrl }),
    sizes: SIZES,
    width: 640,
    height: 480,
    alt: title,
    loading: "lazy",
    // The picture's own color, until the picture is there.
    style: `background: ${color ?? "#888"}`,
  };
  const img = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(`${value}`)}"`);
  return `<a href="${escaped(imageUrl(id, { width: 1920 }, { baseUrl }))}"><img ${img.join("\n  ")}></a>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
