import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";
import { findFunction, stageFunction } from "./probe.ts";
import { probeTable } from "./probe-table.ts";
import { REAL_REQUESTS } from "./real-requests.ts";

/**
 * Asks CloudFront how much of a function's time real requests take: `npm run verify:edge -- [--core] [part of its name]`.
 *
 * Needs AWS credentials that may list, get, update and test functions, and a deployed stage. The code of this repository is
 * put on the function's development stage; what is live stays as it is.
 */

// The SDK warns of Node 20 before it drops it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const args = process.argv.slice(2);
const isCore = args.includes("--core");
const [part = "ViewerRequest"] = args.filter((argument) => !argument.startsWith("--"));

const { code, sizeBytes } = await buildEdgeFunction("edge/viewer-request.ts", isCore ? "core" : "all");
// CloudFront is in no region; its control plane answers in this one.
const client = new CloudFrontClient({ region: "us-east-1" });
const name = await findFunction(client, part);
console.log(`${name}, ${isCore ? "core" : "all parameters"}, ${sizeBytes} bytes`);
const probe = await stageFunction(client, name, code);
const probes = [];
for (const request of REAL_REQUESTS.filter((each) => each.isCore || !isCore)) probes.push(await probe(request));
console.log(probeTable(probes));
const refused = probes.filter(({ faults }) => faults.length > 0);
console.log(`${probes.length - refused.length} passed, ${refused.length} failed`);
process.exitCode = refused.length === 0 ? 0 : 1;
