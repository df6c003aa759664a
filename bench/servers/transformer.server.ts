import { startFunctionUrl } from "../../dev/cloud/function-url.ts";
import { TRANSFORMER_SECONDS } from "../../lib/limits.ts";
import { greet } from "./usage.ts";

/** The transformer behind a function URL: the very bundle that is deployed, told by its environment where its stores are. */
const { handler } = await import(process.argv[2] ?? "");
const server = await startFunctionUrl({ handler, timeoutSeconds: TRANSFORMER_SECONDS });
greet({ url: server.url });
