import { type Attributes, button, element } from "./element.ts";
import type { Playground } from "./playground.ts";

/**
 * A button that deletes a picture once somebody is sure.
 *
 * @param onDeleted hears of it when it is gone, the focus being on the button again; the receipt is shown where nobody does
 * @param attributes of the button, e.g. an `aria-label` where a page has several
 */
export function deletion(
  { darkroom, report }: Playground,
  id: string,
  onDeleted = () => showReceipt(id),
  attributes: Attributes = {},
): HTMLElement {
  const title = `deletion-${id}`;
  const dialog = element("dialog", { "aria-labelledby": title });
  const erase = async () => {
    try {
      await darkroom.remove(id);
      dialog.close();
      onDeleted();
    } catch (error) {
      dialog.close();
      report(error);
    }
  };
  dialog.append(
    element("h2", { id: title }, "Delete this picture?"),
    element("p", {}, "Every copy that the service has made of it goes, at the edge too. There is no way back."),
    element(
      "div",
      { class: "actions" },
      button("Keep it", () => dialog.close(), { class: "quiet" }),
      button("Delete it", erase, { class: "danger" }),
    ),
  );
  const ask = () => dialog.showModal();
  return element("div", {}, button("Delete …", ask, { class: "quiet", ...attributes }), dialog);
}

function showReceipt(id: string): void {
  location.hash = `#/receipts/${id}`;
}
