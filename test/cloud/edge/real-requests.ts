/** A request as pages make it, and what has to come of it. */
export interface RealRequest {
  readonly sentence: string;
  readonly query: string;
  readonly accept: string;
  /** The variant key's last part, or the status of a refusal. */
  readonly outcome: string | number;
  /** Whether the core build answers it in the same way. */
  readonly isCore: boolean;
}

export const IMAGE_ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";

const CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
const SAFARI =
  "image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,image/svg+xml,*/*;q=0.5";

/** As long as a signature is; the key is one that the store has, and the HMAC is computed before it is found wrong. */
const WRONG_SIGNATURE = `k1.${"A".repeat(43)}`;

const core = { isCore: true } as const;
const whole = { isCore: false } as const;

/** From the plainest to what costs the function the most. */
export const REAL_REQUESTS: readonly RealRequest[] = [
  { sentence: "no parameter", query: "", accept: CHROME, outcome: "default.auto-avif", ...core },
  { sentence: "a width", query: "w=640", accept: CHROME, outcome: "w-640.auto-avif", ...core },
  { sentence: "a width off the ladder", query: "w=641", accept: SAFARI, outcome: "w-650.auto-avif", ...core },
  { sentence: "a client without Accept", query: "w=640", accept: "*/*", outcome: "w-640.auto", ...core },
  {
    sentence: "aliases and marketing tags",
    query: "width=320&quality=81&utm_source=a&gclid=b",
    accept: CHROME,
    outcome: "w-320_q-85.auto-avif",
    ...core,
  },
  {
    sentence: "a crop for dense screens",
    query: "w=320&h=320&dpr=2&fit=cover&g=attention&fmt=webp",
    accept: CHROME,
    outcome: "w-640_h-640_fit-cover_g-attention.webp",
    ...core,
  },
  { sentence: "a rendition", query: "p=medium", accept: CHROME, outcome: "p-medium.auto-avif", ...core },
  { sentence: "an unknown parameter", query: "w=640&wdith=1", accept: CHROME, outcome: 400, ...core },
  { sentence: "a value out of range", query: "w=99999", accept: CHROME, outcome: 400, ...core },
  { sentence: "a URL that has expired", query: `w=640&exp=1`, accept: CHROME, outcome: 403, ...core },
  {
    sentence: "a signature that is wrong",
    query: `w=640&q=80&s=${WRONG_SIGNATURE}`,
    accept: CHROME,
    outcome: 403,
    ...core,
  },
  {
    sentence: "a color by its name",
    query: "w=640&h=640&fit=contain&bg=rebeccapurple",
    accept: CHROME,
    outcome: "w-640_h-640_fit-contain_bg-663399.auto-avif",
    ...whole,
  },
  {
    sentence: "half of all parameters",
    query: "rect=10,10,900,900&rot=90&flip=h&fp-x=0.3&fp-y=0.7&ar=16:9&w=800&enlarge=1&gray=1&d=0",
    accept: SAFARI,
    outcome: "w-800_h-450_fp-30-70_rect-10-10-900-900_enlarge-1_rot-90_flip-h_gray-1_d-0.auto-avif",
    ...whole,
  },
];
