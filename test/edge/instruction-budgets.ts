import type { Dialect } from "../../lib/url/dialects/dialects.ts";
import { CHROME, signedCase, unsignedCase } from "./cases.ts";
import { foreignCall } from "./dialects/foreign-call.ts";
import { type EdgeCall, viewerCall } from "./edge-call.ts";
import { IMAGE_ID } from "./image-id.ts";
import { instructionsOf } from "./njs-instructions.ts";

/** What kinds of requests may cost in njs, in machine instructions: CloudFront bounds the time of a function. */
const BUDGETS: readonly (readonly [what: string, most: number, call: EdgeCall])[] = [
  ["no parameter", 110_000, viewerCall(unsignedCase("", CHROME))],
  ["five parameters", 250_000, viewerCall(unsignedCase("w=640&h=360&fit=cover&q=75&fmt=webp", CHROME))],
  ["five, of which one meets Accept", 250_000, viewerCall(unsignedCase("w=320&h=180&dpr=2&fit=cover&q=75", CHROME))],
  ["five, of which one is a point", 250_000, viewerCall(unsignedCase("w=640&h=360&fit=cover&fp=30,70&q=75", CHROME))],
  [
    "five, of which most are looks",
    250_000,
    viewerCall(unsignedCase("w=640&round=max&blur=5&gray=1&meta=copyright", CHROME)),
  ],
  ["signed, a named rendition", 600_000, viewerCall(signedCase("p=medium&exp=99999999999", CHROME))],
  [
    "signed, six parameters",
    600_000,
    viewerCall(signedCase("w=641&h=480&fit=cover&q=80&p=hero&exp=99999999999", CHROME)),
  ],
];

/** For each dialect a URL of a usual kind: a crop of a size, its format and its quality. */
const FOREIGN: Readonly<Record<Dialect, string>> = {
  imgix: `/imgix/${IMAGE_ID}?w=640&h=360&fit=crop&auto=format&q=75`,
  cloudflare: `/cdn-cgi/image/width=640,height=360,fit=cover,format=auto,quality=75/${IMAGE_ID}`,
  cloudinary: `/demo/image/upload/c_fill,w_640,h_360,f_auto,q_75/${IMAGE_ID}`,
  thumbor: `/unsafe/640x360/smart/filters:quality(75):format(webp)/${IMAGE_ID}`,
  ipx: `/_ipx/s_640x360,f_webp,q_75/${IMAGE_ID}`,
};

/** As much as a signed URL of ours may cost: it is read, and what comes of it is read again. */
const MOST_OF_FOREIGN = 600_000;

/** The same for the function of a dialect. */
export function checkForeignBudget(dialect: Dialect, code: string): Promise<{ passed: number; failed: number }> {
  return check(code, [[dialect, MOST_OF_FOREIGN, foreignCall(FOREIGN[dialect], CHROME)]]);
}

/** Counts each, prints it, and says how many kept to their budget. */
export function checkBudgets(code: string): Promise<{ passed: number; failed: number }> {
  return check(code, BUDGETS);
}

async function check(code: string, budgets: typeof BUDGETS): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  for (const [what, most, call] of budgets) {
    const counted = await instructionsOf(code, call);
    console.log(`${what}: ${counted} of ${most} instructions`);
    if (counted <= most) passed++;
  }
  return { passed, failed: budgets.length - passed };
}
