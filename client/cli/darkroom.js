#!/usr/bin/env node
import { existsSync } from "node:fs";

// A clone runs the sources as they are; the package that npm installs has none, and was built.
if (existsSync(new URL("./main.ts", import.meta.url))) {
  const { register } = await import("tsx/esm/api");
  register();
  await import("./main.ts");
} else {
  await import("../../dist/client/cli/main.js");
}
