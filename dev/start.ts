import { firstSteps } from "./first-steps.ts";
import type { FinishedRequest } from "./front.ts";
import { issueToken } from "./issuer.ts";
import { localSettings } from "./local-settings.ts";
import { requestLine } from "./request-line.ts";
import { startService } from "./service.ts";
import { startFailure } from "./start-failure.ts";

/** Runs the whole service until SIGINT: `npm start`. */

// The SDK warns of Node 20 before it drops it; the versions in the lock file run there.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const port = Number(process.env.PORT || 8787);
const dataDir = process.env.DATA_DIR || ".local";
const log = (request: FinishedRequest) => console.log(requestLine(new Date(), request));

try {
  const environment = localSettings(process.env);
  const service = await startService({ port, dataDir, onRequest: log, environment });
  console.log(`ready ${service.url}\n`);
  console.log(await firstSteps(service.url, await issueToken(service.issuer, "you", "you@example.com")));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      // Everything acknowledged is on disk. An exit would wait for the picture that sharp is at; the signal does not.
      setTimeout(() => process.kill(process.pid, "SIGKILL"), 700).unref();
      // What a function is still at then misses the data services, which is no news.
      console.error = () => undefined;
      void service.close();
    });
  }
} catch (error) {
  console.error(startFailure(error, port, dataDir));
  process.exit(1);
}
