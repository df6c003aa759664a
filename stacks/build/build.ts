import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { buildEdgeFunction } from "./edge-function.ts";
import { EDGE_ENTRIES } from "./entries.ts";
import { buildLambdas } from "./lambdas.ts";

const BUILD_FOLDER = ".build";

const edgeFolder = join(BUILD_FOLDER, "edge");
await mkdir(edgeFolder, { recursive: true });
for (const entry of EDGE_ENTRIES) {
  const { code, sizeBytes } = await buildEdgeFunction(entry);
  const file = join(edgeFolder, `${basename(entry, ".ts")}.js`);
  await writeFile(file, code);
  console.log(`${file}  ${sizeBytes} bytes`);
}
for (const { name, sizeBytes, usesSharp } of await buildLambdas(BUILD_FOLDER)) {
  console.log(`${join(BUILD_FOLDER, name)}  ${sizeBytes} bytes${usesSharp ? " and sharp for linux-arm64" : ""}`);
}
