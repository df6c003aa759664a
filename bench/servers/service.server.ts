import { issueToken } from "../../dev/issuer.ts";
import { startService } from "../../dev/service.ts";
import { greet } from "./usage.ts";

/** The whole local service, on a free port: it takes the uploads, and keeps what the transformer reads and writes. */
const service = await startService({ port: 0, dataDir: process.argv[2] ?? "" });
const token = await issueToken(service.issuer, "bench", "bench@example.com");
greet({ url: service.url, token, environment: service.environment });
