import { bytesText } from "../amounts.ts";
import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { reasonOf } from "../reason.ts";

/** One file on its way. */
export interface UploadRow {
  readonly element: HTMLElement;
  /** Never throws: the row says what went wrong. */
  send(): Promise<void>;
}

/** Shows how far a file has come, and takes the way back while there is one. */
export function uploadRow(
  playground: Playground,
  file: File,
  signal: AbortSignal,
  onUploaded: (id: string) => Promise<void>,
): UploadRow {
  const stopped = new AbortController();
  const progress = element("progress", { max: file.size, value: 0, "aria-label": `Upload of ${file.name}` });
  const state = element("span", { class: "state" }, "Waiting");
  const stop = button("Stop", () => stopped.abort(), { class: "quiet", "aria-label": `Stop ${file.name}` });
  const row = element("li", { class: "upload" }, element("span", { class: "name" }, file.name), state, progress, stop);

  const onProgress = ({ sentBytes }: { sentBytes: number }) => {
    progress.value = sentBytes;
    // What S3 has is not yet proven to be a picture.
    state.textContent =
      sentBytes < file.size ? `${bytesText(sentBytes)} of ${bytesText(file.size)}` : "Sent, being looked at …";
  };
  return {
    element: row,
    async send() {
      try {
        stopped.signal.throwIfAborted();
        const { id } = await playground.darkroom.upload(file, {
          onProgress,
          signal: AbortSignal.any([signal, stopped.signal]),
        });
        await onUploaded(id);
        playground.say(`${file.name} is there.`);
        row.remove();
      } catch (error) {
        fail(stopped.signal.aborted ? "Stopped." : reasonOf(error));
        if (!stopped.signal.aborted && !signal.aborted) playground.reportToken(error);
      }
    },
  };

  function fail(reason: string): void {
    row.classList.add("failed");
    state.setAttribute("role", "alert");
    state.textContent = reason;
    progress.remove();
    stop.replaceWith(button("Dismiss", () => row.remove(), { class: "quiet", "aria-label": `Dismiss ${file.name}` }));
  }
}
