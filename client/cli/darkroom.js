#!/usr/bin/env node
import { register } from "tsx/esm/api";

// A clone runs the sources as they are; `npm run package` bundles them for everybody else.
register();
await import("./main.ts");
