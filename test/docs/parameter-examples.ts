import type { ParameterName } from "../../lib/url/parameters.ts";

/** How the reference shows one parameter. */
export interface ParameterExample {
  /** The query of its example URL, e.g. `w=100&h=100&fit=cover`. */
  readonly query: string;
  /** Why there is no picture of it; absent, there is one. */
  readonly unseen?: string;
  /** What it is shown on; absent, the photograph. */
  readonly original?: "framed" | "cut out";
  /** What it is made as; absent, as a PNG. */
  readonly type?: "jpeg";
}

const ID = "0".repeat(26);
const SIGNATURE = `k1.${"A".repeat(43)}`;

/** An example of every parameter; typed by the table, so that a new row without one does not compile. */
export const PARAMETER_EXAMPLES: Readonly<Record<ParameterName, ParameterExample>> = {
  width: { query: "w=90" },
  height: { query: "h=60" },
  fit: { query: "w=80&h=100&fit=cover" },
  format: { query: "w=640&fmt=webp", unseen: "a type" },
  quality: { query: "w=150&q=5", type: "jpeg" },
  dpr: { query: "w=60&dpr=1.5" },
  gravity: { query: "w=60&h=100&fit=cover&g=east" },
  focalPoint: { query: "w=60&h=100&fit=cover&fp=15,50" },
  focalX: { query: "w=60&h=100&fit=cover&fpx=0.15" },
  focalY: { query: "w=150&h=40&fit=cover&fpy=0.9" },
  rect: { query: "rect=150,60,120,100" },
  ratio: { query: "w=90&ar=1:1&fit=cover" },
  enlarge: { query: "rect=130,85,45,30&w=150&enlarge=1" },
  rotate: { query: "rot=90" },
  flip: { query: "flip=v" },
  flop: { query: "flop=1" },
  background: { query: "bg=ffd166", original: "cut out" },
  grayscale: { query: "gray=1" },
  lossless: { query: "w=640&lossless=1", unseen: "no loss" },
  animated: { query: "w=640&anim=0", unseen: "no motion" },
  trim: { query: "trim=1", original: "framed" },
  pad: { query: "w=110&pad=20&bg=264653" },
  blur: { query: "w=150&blur=4" },
  sharpen: { query: "w=150&sharp=1" },
  brightness: { query: "bright=150" },
  saturation: { query: "sat=200" },
  hue: { query: "hue=120" },
  contrast: { query: "contrast=180" },
  gamma: { query: "gamma=220" },
  tint: { query: "tint=2a9d8f" },
  invert: { query: "invert=1" },
  pixelate: { query: "w=150&pixelate=10" },
  round: { query: "w=150&round=30" },
  mark: { query: `mark=${ID}&markw=40` },
  markGravity: { query: `mark=${ID}&markw=40&markg=center` },
  markWidth: { query: `mark=${ID}&markw=80` },
  markOpacity: { query: `mark=${ID}&markw=60&marko=30` },
  markPad: { query: `mark=${ID}&markw=40&markpad=40` },
  text: { query: "txt=Sunset&txtsize=40" },
  textGravity: { query: "txt=Sunset&txtsize=40&txtg=north" },
  textSize: { query: "txt=Sunset&txtsize=60" },
  textColor: { query: "txt=Sunset&txtsize=40&txtcolor=ffd166" },
  textHalo: { query: "txt=Sunset&txtsize=40&txthalo=d00000" },
  metadata: { query: "w=640&meta=copyright", unseen: "not in the pixels" },
  download: { query: "w=640&dl=sunset", unseen: "a file's name" },
  rendition: { query: "p=medium", unseen: "whatever the owner named" },
  defaults: { query: "w=640&d=0", unseen: "whatever the owner set" },
  expires: { query: `w=640&exp=1893456000&s=${SIGNATURE}`, unseen: "a time" },
  signature: { query: `w=640&s=${SIGNATURE}`, unseen: "a right" },
  free: { query: `free=w&s=${SIGNATURE}&w=640`, unseen: "a right" },
  widths: { query: `free=w&widths=320.640&s=${SIGNATURE}&w=640`, unseen: "a right" },
};
