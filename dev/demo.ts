import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { walkThrough } from "./demo/walk-through.ts";
import { startService } from "./service.ts";
import { startFailure } from "./start-failure.ts";

/** Shows the whole service with one photo, in a folder of its own: `npm run demo [photo]`. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const DEMO_PHOTO = fileURLToPath(new URL("./demo/sunset.jpg", import.meta.url));

/** Seconds that the whole walk may take; with the demo photo it takes five. */
const WALK_SECONDS = 60;

const path = process.argv[2] ?? DEMO_PHOTO;
const photo = await readFile(path).catch(() => {
  console.error(`There is no photo at ${path} that can be read.`);
  process.exit(1);
});

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error("The demo was interrupted.")));
}

const dataDir = await mkdtemp(join(tmpdir(), "darkroom-demo-"));
try {
  const service = await startService({ port: 0, dataDir }).catch((cause: unknown) => {
    throw new Error(startFailure(cause, 0, dataDir), { cause });
  });
  const late = () => stop.abort(new Error(`The demo was not over after ${WALK_SECONDS} s, and was given up.`));
  const timer = setTimeout(late, WALK_SECONDS * 1000);
  try {
    await walkThrough(service, photo, console.log, stop.signal);
  } finally {
    clearTimeout(timer);
    await service.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(dataDir, { recursive: true });
}
