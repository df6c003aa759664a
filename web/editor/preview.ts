import type { ImageData } from "../../lib/image-data.ts";
import { bytesText, savingText } from "../amounts.ts";
import { element } from "../element.ts";
import { comparison } from "./comparison.ts";
import type { Variant } from "./variant.ts";

/** The variant that one plays with. */
export interface Preview {
  readonly element: HTMLElement;
  /** While a variant is on its way, the one before stays. */
  wait(): void;
  /** @param plain finds the address of the same cut without effects and at full quality, to compare with */
  show(variant: Variant, plain: () => Promise<string>): Promise<{ width: number; height: number }>;
  refuse(reason: string): void;
}

/** @param image its original is what bytes are compared with */
export function preview(image: ImageData, signal: AbortSignal, report: (error: unknown) => void): Preview {
  const picture = element("img", { alt: "The picture as the address below asks for it" });
  const compare = comparison(picture, report);
  const refusal = element("p", { class: "refusal", role: "alert", hidden: true });
  const facts = element("dl", { class: "facts" });
  const stage = element("div", { class: "stage", "aria-busy": "true" }, compare.element, refusal);
  let address = "";
  const release = () => URL.revokeObjectURL(address);
  signal.addEventListener("abort", release);
  return {
    element: element(
      "section",
      { class: "preview", "aria-label": "Variant" },
      stage,
      element("div", { class: "readout" }, element("div", { role: "status" }, facts), compare.control),
    ),
    wait: () => stage.setAttribute("aria-busy", "true"),
    async show(variant, plain) {
      release();
      address = URL.createObjectURL(variant.picture);
      picture.src = address;
      await picture.decode();
      compare.against(plain);
      const size = { width: picture.naturalWidth, height: picture.naturalHeight };
      facts.replaceChildren(...factsOf(variant, size, image));
      refusal.hidden = true;
      stage.setAttribute("aria-busy", "false");
      return size;
    },
    refuse(reason) {
      refusal.textContent = reason;
      refusal.hidden = false;
      stage.setAttribute("aria-busy", "false");
    },
  };
}

function factsOf(variant: Variant, size: { width: number; height: number }, image: ImageData): HTMLElement[] {
  const { size: bytes } = variant.picture;
  const facts = [
    ["Type", variant.type],
    ["Pixels", `${size.width} × ${size.height}`],
    ["Bytes", bytesText(bytes)],
    ["Against the original", savingText(bytes, image.sizeBytes)],
    ["From", variant.servedBy],
    ["Time", `${Math.round(variant.milliseconds)} ms`],
    ...(variant.standIn === undefined ? [] : [["Stands in", variant.standIn] as const]),
  ] as const;
  return facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
}
