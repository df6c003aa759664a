import type { Sharp } from "sharp";

/** One way to write a picture, a candidate for `lib/image/steps/encode.ts`. */
export interface Setting {
  readonly format: "avif" | "webp" | "jpeg" | "png";
  /** e.g. `q52 effort 2` */
  readonly name: string;
  readonly encode: (image: Sharp) => Sharp;
}

/** What each is held against: sharp's own defaults. */
export const DEFAULT_NAME = "sharp's default";

const AVIF = [48, 50, 52, 54].map((quality) => avif(quality, 2));
const AVIF_EFFORTS = [1, 3].flatMap((effort) => [50, 52, 54].map((quality) => avif(quality, effort)));
const WEBP = [70, 74, 76, 78, 80, 82].map((quality) => webp(quality, 2));
const WEBP_EFFORTS = [0, 1, 4].map((effort) => webp(76, effort));

/** All candidates. */
export const SETTINGS: readonly Setting[] = [
  { format: "avif", name: DEFAULT_NAME, encode: (image) => image.avif() },
  ...AVIF,
  ...AVIF_EFFORTS,
  {
    format: "avif",
    name: "q55 effort 2, 4:2:0",
    encode: (image) => image.avif({ quality: 55, effort: 2, chromaSubsampling: "4:2:0" }),
  },
  {
    format: "avif",
    name: "q50 effort 2, 10 bits",
    encode: (image) => image.avif({ quality: 50, effort: 2, bitdepth: 10 }),
  },
  { format: "webp", name: DEFAULT_NAME, encode: (image) => image.webp() },
  ...WEBP,
  ...WEBP_EFFORTS,
  {
    format: "webp",
    name: "q76 effort 2, sharp chroma",
    encode: (image) => image.webp({ quality: 76, effort: 2, smartSubsample: true }),
  },
  { format: "jpeg", name: DEFAULT_NAME, encode: (image) => image.jpeg() },
  ...[68, 76].map(jpeg),
  ...[60, 64, 68, 72, 76, 80].map(robidoux),
  ...[68, 72, 76, 80].map(mozjpeg),
  { format: "jpeg", name: "q80 optimized", encode: (image) => image.jpeg({ quality: 80, optimiseCoding: true }) },
  { format: "jpeg", name: "q80 4:4:4", encode: (image) => image.jpeg({ quality: 80, chromaSubsampling: "4:4:4" }) },
  {
    format: "jpeg",
    name: "q80 trellis only",
    encode: (image) => image.jpeg({ quality: 80, trellisQuantisation: true, optimiseCoding: true }),
  },
  { format: "png", name: DEFAULT_NAME, encode: (image) => image.png() },
  ...[3, 9].map(png),
  {
    format: "png",
    name: "level 6, adaptive",
    encode: (image) => image.png({ compressionLevel: 6, adaptiveFiltering: true }),
  },
  { format: "png", name: "palette", encode: (image) => image.png({ palette: true }) },
];

function avif(quality: number, effort: number): Setting {
  return { format: "avif", name: `q${quality} effort ${effort}`, encode: (image) => image.avif({ quality, effort }) };
}

function webp(quality: number, effort: number): Setting {
  return { format: "webp", name: `q${quality} effort ${effort}`, encode: (image) => image.webp({ quality, effort }) };
}

function jpeg(quality: number): Setting {
  return { format: "jpeg", name: `q${quality}`, encode: (image) => image.jpeg({ quality }) };
}

function robidoux(quality: number): Setting {
  const name = `q${quality} Robidoux`;
  return { format: "jpeg", name, encode: (image) => image.jpeg({ quality, quantisationTable: 3 }) };
}

function mozjpeg(quality: number): Setting {
  return { format: "jpeg", name: `q${quality} mozjpeg`, encode: (image) => image.jpeg({ quality, mozjpeg: true }) };
}

function png(compressionLevel: number): Setting {
  return { format: "png", name: `level ${compressionLevel}`, encode: (image) => image.png({ compressionLevel }) };
}
