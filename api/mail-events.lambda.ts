import { createMailEvents } from "./mail-events.ts";

export const handler = createMailEvents(process.env);
