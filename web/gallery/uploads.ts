import { inLanes } from "../../client/lanes.ts";
import { kindNames, mediaTypes } from "../../lib/accepted-kinds.ts";
import { PRESIGNED_UPLOAD_BYTES, VECTOR_BYTES } from "../../lib/limits.ts";
import { bytesText } from "../amounts.ts";
import { element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { uploadRow } from "./upload-row.ts";

/** Uploads beside each other: more would only share the line. */
const LANES = 3;

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
  const svg = playground.configuration.acceptsSvg;
  // Each type by its name: `image/*` would offer what is not taken, and a phone that is asked for JPEG converts what it has as HEIC.
  const accept = mediaTypes({ svg }).join();
  const input = element("input", { type: "file", accept, multiple: true, class: "visually-hidden" });
  const zone = element(
    "label",
    { class: "drop-zone" },
    input,
    element("strong", {}, "Drop pictures here"),
    element("span", {}, `or choose them: ${takenText(svg)}`),
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

/** @returns e.g. `JPEG, PNG, WebP, AVIF, GIF or TIFF, up to 100 MB; SVG, up to 1 MB` */
function takenText(svg: boolean): string {
  const pixels = `${kindNames("or")}, up to ${bytesText(PRESIGNED_UPLOAD_BYTES)}`;
  return svg ? `${pixels}; SVG, up to ${bytesText(VECTOR_BYTES)}` : pixels;
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
