import { buildClient } from "./client-package.ts";

/** Makes what npm packs of the client: `npm pack` runs it. */
await buildClient("dist");
