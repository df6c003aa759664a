import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { loadEdgeFunction } from "../../../dev/cloud/cloudfront/edge-function.ts";
import { readStore } from "../../edge/key-value-store.ts";

/** A stub of CloudFront's functions: one of them, whose staged code really runs. */
export interface FunctionService {
  readonly client: CloudFrontClient;
  /** What is on the development stage. */
  readonly stagedCode: () => string;
  close(): Promise<void>;
}

const NAME = "us-east-1proddarkroomImageCdnEdgeViewerRequest0A1B2C3D";
const CONFIG = "<FunctionConfig><Comment></Comment><Runtime>cloudfront-js-2.0</Runtime></FunctionConfig>";
const SUMMARY = `<FunctionSummary><Name>${NAME}</Name>${CONFIG}</FunctionSummary>`;

/** @param utilization what it says that each call took; CloudFront alone knows */
export async function startFunctionService(utilization: number): Promise<FunctionService> {
  let code = "";
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const body = await text(request);
    const isCurrent = request.headers["if-match"] === "staged";
    response.setHeader("etag", "staged");
    if (pathname.endsWith("/function")) {
      return response.end(`<FunctionList><Items>${SUMMARY}</Items></FunctionList>`);
    }
    if (request.method === "GET") return response.end(pathname.endsWith("/describe") ? SUMMARY : code);
    if (!isCurrent) return response.writeHead(412).end("<ErrorResponse><Error/></ErrorResponse>");
    if (request.method === "PUT") {
      code = decoded(body, "FunctionCode");
      // The name of the header in this one answer, as CloudFront's API has it.
      response.setHeader("ettag", "staged");
      return response.end(SUMMARY);
    }
    const output = await outputOf(code, JSON.parse(decoded(body, "EventObject")));
    const result = `<FunctionOutput>${output}</FunctionOutput><ComputeUtilization>${utilization}</ComputeUtilization>`;
    return response.end(`<TestResult>${result}</TestResult>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The stub has no port");
  const client = new CloudFrontClient({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${address.port}`,
    credentials: { accessKeyId: "stub", secretAccessKey: "stub" },
  });
  return {
    client,
    stagedCode: () => code,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function decoded(body: string, element: string): string {
  const base64 = new RegExp(`<${element}>([^<]*)</${element}>`).exec(body)?.[1] ?? "";
  return Buffer.from(base64, "base64").toString();
}

type Event = Parameters<ReturnType<typeof loadEdgeFunction>["run"]>[0];

async function outputOf(code: string, event: Omit<Event, "request"> & { readonly request: Event["request"] }) {
  const query = Object.entries(event.request.querystring).map(([key, { value }]) => `${key}=${value}`);
  const request = { ...event.request, rawQueryString: () => query.join("&") };
  const answer = await loadEdgeFunction(code, readStore).run({ ...event, request });
  const output = JSON.stringify("statusCode" in answer ? { response: answer } : { request: answer });
  return output.replace(/[&<]/g, (character) => `&#${character.charCodeAt(0)};`);
}
