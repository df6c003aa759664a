import { CHROME, signedCase, unsignedCase } from "./cases.ts";
import { type EdgeCall, viewerCall } from "./edge-call.ts";
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

/** Counts each, prints it, and says how many kept to their budget. */
export async function checkBudgets(code: string): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  for (const [what, most, call] of BUDGETS) {
    const counted = await instructionsOf(code, call);
    console.log(`${what}: ${counted} of ${most} instructions`);
    if (counted <= most) passed++;
  }
  return { passed, failed: BUDGETS.length - passed };
}
