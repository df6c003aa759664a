import type { ErasureReceipt } from "../../lib/erasure.ts";
import { ERASURE_SECOND_PASS_SECONDS } from "../../lib/limits.ts";
import { timeText } from "../amounts.ts";
import { element } from "../element.ts";
import type { Playground } from "../playground.ts";

/** Milliseconds between two looks at a receipt that is not complete. */
const LOOK_AGAIN_MS = 10_000;

/** What a deletion has done; it is looked at again until it is complete. */
export async function receipt(playground: Playground, signal: AbortSignal, id: string): Promise<HTMLElement> {
  const { darkroom, report } = playground;
  const body = element("div", {});
  const show = (now: ErasureReceipt) => body.replaceChildren(...partsOf(now));
  const first = await darkroom.erasure(id);
  show(first);
  const follow = async ({ state }: ErasureReceipt) => {
    while (state === "removing" && !signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      if (signal.aborted) return;
      const now = await darkroom.erasure(id);
      ({ state } = now);
      show(now);
    }
  };
  follow(first).catch(report);
  return element(
    "section",
    { class: "receipt" },
    element("h1", { tabindex: -1 }, "Deleted"),
    body,
    element("a", { href: "#/" }, "← Pictures"),
  );
}

function partsOf({ id, state, deletedAt, completedAt, removed, asked, outOfReach }: ErasureReceipt): HTMLElement[] {
  const minutes = Math.ceil(ERASURE_SECOND_PASS_SECONDS / 60);
  const facts = [
    ["Picture", id],
    ["Deleted", timeText(deletedAt)],
    ["Originals and what was kept to make variants from", `${removed.originals}`],
    ["Variants", `${removed.variants}`],
    ["Asked for again", asked.map(({ status, where }) => `${status ?? "no answer"} at the ${where}`).join(", ")],
    [
      "State",
      completedAt === null ? `a second pass follows within ${minutes} minutes` : `complete, ${timeText(completedAt)}`,
    ],
  ] as const;
  const list = facts
    .filter(([, value]) => value !== "")
    .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
  return [
    element(
      "p",
      { class: `lead ${state}` },
      state === "complete"
        ? "Nothing of it is left here."
        : "Every copy has been removed, and the edge has been told to forget it.",
    ),
    element("dl", { class: "explanation" }, ...list),
    element("h2", {}, "What a deletion cannot reach"),
    element("ul", {}, ...outOfReach.map((each) => element("li", {}, each))),
  ];
}
