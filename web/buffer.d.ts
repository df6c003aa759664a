/** What `edge-buffer.ts` provides; Node's own types are not for pages. */
declare var Buffer: { from(text: string): import("./edge-buffer.ts").TextBytes };
