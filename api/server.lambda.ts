import { createServer } from "./server.ts";

export const handler = createServer(process.env);
