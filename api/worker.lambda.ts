import { createWorker } from "./worker.ts";

export const handler = createWorker(process.env);
