/** Something that is so for a share of all; shares of one list need not add up to 1. */
export type Share<Of> = readonly (readonly [share: number, of: Of])[];

/** A kind of screen, and who looks at it. */
export interface Device {
  /** Widths of the page in CSS px. */
  readonly viewports: Share<number>;
  /** Device pixels to a CSS px. */
  readonly densities: Share<number>;
  /** What browsers send as `Accept` for an `<img>`. */
  readonly accepts: Share<string>;
}

/** A place on a page where a picture stands. */
export interface Slot {
  /** Its width in CSS px on a page of a width. */
  readonly widthPx: (viewport: number) => number;
  /** What the page asks for besides a size. */
  readonly extra: string;
}

const CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
const SAFARI_16 =
  "image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5";
const SAFARI_15 = "image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5";
const SAFARI_13 = "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5";
const FIREFOX = "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5";
const FIREFOX_127 = "image/avif,image/webp,*/*";
const FIREFOX_92 = "image/webp,*/*";
const ANYTHING = "*/*";

const PHONE: Device = {
  viewports: [360, 375, 384, 390, 393, 402, 412, 414, 428, 430, 440].map((width) => [1, width]),
  densities: [
    [25, 2],
    [15, 2.625],
    [60, 3],
  ],
  accepts: [
    [54, CHROME],
    [40, SAFARI_16],
    [3, SAFARI_15],
    [1, SAFARI_13],
    [2, ANYTHING],
  ],
};

const TABLET: Device = {
  viewports: [744, 768, 810, 820, 834, 1024].map((width) => [1, width]),
  densities: [[1, 2]],
  accepts: PHONE.accepts,
};

/** Half of the windows fill a screen, half are as wide as somebody drew them. */
const DESKTOP: Device = {
  viewports: [
    ...[1280, 1366, 1440, 1536, 1680, 1920, 2560].map((width): [number, number] => [1 / 14, width]),
    ...Array.from({ length: 921 }, (_, place): [number, number] => [1 / 1842, 1000 + place]),
  ],
  densities: [
    [55, 1],
    [20, 1.25],
    [10, 1.5],
    [15, 2],
  ],
  accepts: [
    [72, CHROME],
    [12, SAFARI_16],
    [9, FIREFOX],
    [2, FIREFOX_127],
    [1, FIREFOX_92],
    [4, ANYTHING],
  ],
};

/** Who looks at pictures: an assumption, in the proportions that public statistics of browsers have had for years. */
export const DEVICES: Share<Device> = [
  [58, PHONE],
  [5, TABLET],
  [37, DESKTOP],
];

/** Where pictures stand on pages: an assumption. */
export const SLOTS: Share<Slot> = [
  [20, { widthPx: (viewport) => Math.min(viewport, 1920), extra: "" }],
  [45, { widthPx: (viewport) => Math.round(viewport / (viewport < 700 ? 2 : 4)) - 16, extra: "&ar=4:3&fit=cover" }],
  [35, { widthPx: () => 96, extra: "&ar=1:1&fit=cover" }],
];

/** How a page comes to its URLs: a `srcset`, a script that measures its element, a rendition by name; an assumption. */
export const AUTHORS: Share<"srcset" | "measured" | "rendition"> = [
  [75, "srcset"],
  [15, "measured"],
  [10, "rendition"],
];

/** The widths in px that a `srcset` offers. */
export const SRCSET_PX: readonly number[] = [160, 320, 480, 640, 800, 960, 1280, 1600, 1920, 2560];

/** How the same size is written: most pages use one spelling, some another, and some say what goes without saying. */
export const SPELLINGS: Share<(query: string) => string> = [
  [80, (query) => query],
  [12, (query) => query.replace(/^w=/, "width=")],
  [8, (query) => `${query}&fmt=auto`],
];
