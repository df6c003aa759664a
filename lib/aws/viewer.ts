import type { Viewer } from "../erasure.ts";

/** Milliseconds in which the edge answers: the transformer's whole life and some. */
const PATIENCE_MS = 35_000;

/** The service's own address, asked from outside as anybody would. */
export function httpViewer(publicUrl: string): Viewer {
  return {
    async ask(path, accept) {
      const url = `${publicUrl}${path}`;
      const at = new Date().toISOString();
      try {
        const response = await fetch(url, { headers: { accept }, signal: AbortSignal.timeout(PATIENCE_MS) });
        await response.body?.cancel();
        const place = response.headers.get("x-amz-cf-pop");
        return { url, accept, where: place === null ? "edge" : `edge ${place}`, status: response.status, at };
      } catch {
        // That nobody answered is what a receipt can say of it.
        return { url, accept, where: "edge", status: null, at };
      }
    },
  };
}
