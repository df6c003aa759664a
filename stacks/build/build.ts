import { ensureBuilt } from "./ensure-built.ts";

/** Builds all that is deployed: `npm run build`. `npx sst` does the same by itself. */
await ensureBuilt();
