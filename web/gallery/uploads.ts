import { inLanes } from "../../client/lanes.ts";
import { element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { uploadRow } from "./upload-row.ts";

/** Uploads beside each other: more would only share the line. */
const LANES = 3;

/**
 * What a service takes, for a file field and for people. Without SVG the field names each type: `image/*` would offer it,
 * and a phone that is asked for JPEG converts what it has as HEIC.
 */
const PIXELS = {
  types: "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff",
  names: "JPEG, PNG, WebP, AVIF, GIF, TIFF",
};
const WITH_SVG = { types: `${PIXELS.types},image/svg+xml`, names: `${PIXELS.names}, SVG` };

/**
 * The place where pictures are dropped or chosen, and how far each upload has come.
 *
 * @param onUploaded hears of each picture once it can be asked for
 */
export function uploads(
  playground: Playground,
  signal: AbortSignal,
  onUploaded: (id: string) => Promise<void>,
): HTMLElement {
  const list = element("ul", { class: "uploads", "aria-label": "Uploads" });
  const kinds = playground.configuration.acceptsSvg ? WITH_SVG : PIXELS;
  const input = element("input", { type: "file", accept: kinds.types, multiple: true, class: "visually-hidden" });
  const zone = element(
    "label",
    { class: "drop-zone" },
    input,
    element("strong", {}, "Drop pictures here"),
    element("span", {}, `or choose them: ${kinds.names}, up to 100 MB`),
  );
  const send = async (files: readonly File[]) => {
    const rows = files.map((file) => uploadRow(playground, file, signal, onUploaded));
    list.prepend(...rows.map((row) => row.element));
    await inLanes(rows, LANES, (row) => row.send());
  };
  input.addEventListener("change", () => {
    void send([...(input.files ?? [])]);
    input.value = "";
  });
  onDrop(signal, zone, (files) => void send(files));
  return element("div", {}, zone, list);
}

/** Takes files wherever on the page they are dropped: a browser would leave the page for them. */
function onDrop(signal: AbortSignal, zone: HTMLElement, take: (files: readonly File[]) => void): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  const mark = (isOver: boolean) => zone.classList.toggle("is-over", isOver);
  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  };
  addEventListener("dragover", over, { signal });
  addEventListener("dragleave", (event) => mark(event.relatedTarget !== null), { signal });
  addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      mark(false);
      take([...(event.dataTransfer?.files ?? [])]);
    },
    { signal },
  );
}
