import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";

/** A button that deletes a picture once somebody is sure, and shows the receipt. */
export function deletion({ darkroom, report }: Playground, id: string): HTMLElement {
  const dialog = element("dialog", { "aria-labelledby": "deletion-title" });
  const erase = async () => {
    try {
      await darkroom.remove(id);
      location.hash = `#/receipts/${id}`;
    } catch (error) {
      dialog.close();
      report(error);
    }
  };
  dialog.append(
    element("h2", { id: "deletion-title" }, "Delete this picture?"),
    element("p", {}, "Every copy that the service has made of it goes, at the edge too. There is no way back."),
    element(
      "div",
      { class: "actions" },
      button("Keep it", () => dialog.close(), { class: "quiet" }),
      button("Delete it", erase, { class: "danger" }),
    ),
  );
  return element(
    "div",
    {},
    button("Delete …", () => dialog.showModal(), { class: "quiet" }),
    dialog,
  );
}
