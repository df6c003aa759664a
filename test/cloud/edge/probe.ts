import {
  type CloudFrontClient,
  DescribeFunctionCommand,
  GetFunctionCommand,
  ListFunctionsCommand,
  TestFunctionCommand,
  UpdateFunctionCommand,
} from "@aws-sdk/client-cloudfront";
import { IMAGE_ID, type RealRequest } from "./real-requests.ts";

/** Percent of the time that CloudFront allows a function; from 71 on it is likely throttled, and 50 leaves room for a bad day. */
export const MAX_UTILIZATION = 50;

/** What CloudFront says of one request. */
export interface Probe {
  readonly sentence: string;
  readonly utilization: number;
  /** The variant key's last part, a status, or what went wrong. */
  readonly outcome: string | number;
  /** Why the function must not go live like this; empty when it may. */
  readonly faults: readonly string[];
}

/**
 * The one function that a name, or a part of it, stands for.
 *
 * @param part e.g. `ViewerRequest`
 * @throws Error with all the names when it is none or several
 */
export async function findFunction(client: CloudFrontClient, part: string): Promise<string> {
  const names: string[] = [];
  let marker: string | undefined;
  do {
    const { FunctionList } = await client.send(new ListFunctionsCommand({ Stage: "LIVE", Marker: marker }));
    names.push(...(FunctionList?.Items ?? []).flatMap(({ Name }) => Name ?? []));
    marker = FunctionList?.NextMarker;
  } while (marker !== undefined);
  const [found, ...others] = names.filter((name) => name.includes(part));
  if (found !== undefined && others.length === 0) return found;
  throw new Error(`Name one function that holds "${part}"; there are: ${names.join(", ") || "none"}`);
}

/**
 * Puts code on the development stage of a function, where no viewer meets it.
 *
 * @returns a way to have CloudFront run it with a request
 */
export async function stageFunction(
  client: CloudFrontClient,
  name: string,
  code: string,
): Promise<(request: RealRequest) => Promise<Probe>> {
  const live = await client.send(new DescribeFunctionCommand({ Name: name, Stage: "LIVE" }));
  const staged = await client.send(new GetFunctionCommand({ Name: name, Stage: "DEVELOPMENT" }));
  const { ETag } = await client.send(
    new UpdateFunctionCommand({
      Name: name,
      IfMatch: staged.ETag,
      FunctionConfig: live.FunctionSummary?.FunctionConfig,
      FunctionCode: Buffer.from(code),
    }),
  );
  return async (request) => {
    const { TestResult } = await client.send(
      new TestFunctionCommand({
        Name: name,
        IfMatch: ETag,
        Stage: "DEVELOPMENT",
        EventObject: Buffer.from(JSON.stringify(eventOf(request))),
      }),
    );
    const utilization = Number(TestResult?.ComputeUtilization ?? Number.NaN);
    const outcome = TestResult?.FunctionErrorMessage || outcomeOf(TestResult?.FunctionOutput ?? "{}");
    return { sentence: request.sentence, utilization, outcome, faults: faultsOf(request, utilization, outcome) };
  };
}

function faultsOf(request: RealRequest, utilization: number, outcome: string | number): string[] {
  // Not a number is as bad as too large a one.
  const slow = utilization <= MAX_UTILIZATION ? [] : [`takes ${utilization} % of the time, over ${MAX_UTILIZATION}`];
  const wrong = outcome === request.outcome ? [] : [`answers ${outcome}, not ${request.outcome}`];
  return [...slow, ...wrong];
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
function eventOf({ query, accept }: RealRequest): object {
  const querystring = Object.fromEntries([...new URLSearchParams(query)].map(([key, value]) => [key, { value }]));
  const uri = `/images/${IMAGE_ID}/transformation`;
  return {
    version: "1.0",
    context: { eventType: "viewer-request" },
    viewer: { ip: "198.51.100.7" },
    request: { method: "GET", uri, querystring, headers: { accept: { value: accept } }, cookies: {} },
  };
}

function outcomeOf(output: string): string | number {
  const { request, response }: { request?: { uri?: string }; response?: { statusCode?: number } } = JSON.parse(output);
  return response?.statusCode ?? request?.uri?.split("/").at(-1) ?? "nothing";
}
