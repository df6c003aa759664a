import { startService } from "../../dev/service.ts";

/**
 * A whole service in a process of its own, which tells its parent how to reach it, and how much memory it takes.
 *
 * Run with `--expose-gc`, the data folder, and the functions' settings as JSON.
 */

const [dataDir, settings] = process.argv.slice(2);
if (dataDir === undefined || settings === undefined) throw new Error("A data folder and settings are wanted.");

process.on("message", (wish) => {
  if (wish !== "memory") return;
  // Twice: what the first run finalizes, the second gives back.
  for (let time = 0; time < 2; time++) globalThis.gc?.();
  process.send?.({ rssBytes: process.memoryUsage.rss() });
});
process.on("disconnect", () => process.exit());

const { url, environment } = await startService({ port: 0, dataDir, environment: JSON.parse(settings) });
process.send?.({ url, environment });
