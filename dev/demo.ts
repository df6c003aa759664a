import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { walkThrough } from "./demo/walk-through.ts";
import { startService } from "./service.ts";

/** Shows the whole service with one photo, in a folder of its own: `npm run demo [photo]`. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const DEMO_PHOTO = fileURLToPath(new URL("./demo/sunset.jpg", import.meta.url));

const path = process.argv[2] ?? DEMO_PHOTO;
const photo = await readFile(path).catch(() => {
  console.error(`There is no photo at ${path} that can be read.`);
  process.exit(1);
});
const dataDir = await mkdtemp(join(tmpdir(), "darkroom-demo-"));
const service = await startService({ port: 0, dataDir });
try {
  await walkThrough(service, photo, console.log);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await service.close();
  await rm(dataDir, { recursive: true });
}
