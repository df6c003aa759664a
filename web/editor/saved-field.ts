import { element } from "../element.ts";
import type { Playground } from "../playground.ts";

/** What a field is about. */
export interface SavedFieldOptions {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Keeps what somebody has written. @returns what is kept, in the service's own spelling */
  readonly save: (text: string) => Promise<string>;
}

/** A field that is kept as soon as somebody leaves it. */
export function savedField({ say, report }: Playground, options: SavedFieldOptions): HTMLElement {
  const { id, label, hint, value, save } = options;
  const field = element("input", { id, type: "text", value, placeholder: hint, autocomplete: "off" });
  field.addEventListener("change", async () => {
    try {
      field.value = await save(field.value);
      say("Saved.");
    } catch (error) {
      report(error);
    }
  });
  return element("div", { class: "saved" }, element("label", { for: id }, label), field);
}
