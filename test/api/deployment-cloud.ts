import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { onTestFinished } from "vitest";

/** What a custom resource told CloudFormation. */
export interface ResourceAnswer {
  readonly Status: string;
  readonly Reason: string;
  readonly PhysicalResourceId: string;
}

/** The services that only a deployment talks to, as far as ours does: SSM, a KeyValueStore, CloudFormation's address. */
export interface DeploymentCloud {
  readonly url: string;
  /** SSM's parameters: name → value. */
  readonly parameters: Map<string, string>;
  /** Names that SSM was asked to read, in order. */
  readonly reads: string[];
  /** What the edge finds. */
  readonly values: Map<string, string>;
  /** What the store says to the next requests instead of acting, e.g. `["ResourceNotFoundException"]`. */
  readonly storeRefusals: string[];
  readonly answers: ResourceAnswer[];
  /** An event as CloudFormation sends it. */
  event(type: "Create" | "Update" | "Delete", now: object, before?: object): CloudFormationCustomResourceEvent;
}

/** A refusal as SSM says it. */
class Refusal extends Error {}

export async function startDeploymentCloud(): Promise<DeploymentCloud> {
  const cloud = { parameters: new Map(), reads: [], values: new Map(), storeRefusals: [], answers: [] } as Omit<
    DeploymentCloud,
    "url" | "event"
  >;
  const server: Server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const target = `${request.headers["x-amz-target"] ?? ""}`;
    if (target.startsWith("AmazonSSM.")) return answerSsm(cloud, target.slice("AmazonSSM.".length), body, response);
    if (request.url?.startsWith("/key-value-stores/")) return answerStore(cloud, request, body, response);
    // CloudFormation's address is presigned without a type, and S3 refuses any.
    if (request.headers["content-type"] === undefined) cloud.answers.push(body as unknown as ResourceAnswer);
    response.writeHead(200).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...cloud, url, event: (...parts) => eventOf(url, ...parts) };
}

function eventOf(url: string, type: string, now: object, before?: object): CloudFormationCustomResourceEvent {
  const ids = { StackId: "stack", RequestId: "request", LogicalResourceId: "Keys", ResourceType: "Custom::Test" };
  const later = type === "Create" ? {} : { PhysicalResourceId: "Keys", OldResourceProperties: before };
  const event = { RequestType: type, ServiceToken: "", ResponseURL: `${url}/answer`, ResourceProperties: now };
  return { ...ids, ...event, ...later } as CloudFormationCustomResourceEvent;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? {} : JSON.parse(text);
}

type State = Omit<DeploymentCloud, "url" | "event">;

function answerSsm(state: State, act: string, body: Record<string, unknown>, response: ServerResponse): void {
  try {
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(actOnParameters(state, act, body)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    response.statusCode = 400;
    response.end(JSON.stringify({ __type: error.message, message: error.message }));
  }
}

function actOnParameters({ parameters, reads }: State, act: string, body: Record<string, unknown>): object {
  const { Name, Names, Path, Value, Type, WithDecryption } = body;
  const name = String(Name);
  switch (act) {
    case "PutParameter":
      if (Type !== "SecureString") throw new Refusal("UnsupportedParameterType");
      if (parameters.has(name)) throw new Refusal("ParameterAlreadyExists");
      parameters.set(name, String(Value));
      return { Version: 1 };
    case "GetParameter":
      reads.push(name);
      if (!parameters.has(name)) throw new Refusal("ParameterNotFound");
      return { Parameter: { Name, Type: "SecureString", Value: WithDecryption ? parameters.get(name) : "encrypted" } };
    case "GetParametersByPath":
      return {
        Parameters: [...parameters.keys()]
          .filter((each) => each.startsWith(`${Path}/`))
          .map((each) => ({ Name: each })),
      };
    default:
      if (act !== "DeleteParameters" || !Array.isArray(Names) || Names.length > 10)
        throw new Refusal("ValidationException");
      return { DeletedParameters: Names.filter((each) => parameters.delete(each)) };
  }
}

/** The store's version is how many changes it has seen; a change that does not name it is refused. */
function answerStore(
  { values, storeRefusals }: State,
  request: IncomingMessage,
  body: Record<string, unknown>,
  response: ServerResponse,
) {
  const key = /\/keys\/([^/?]+)$/.exec(request.url ?? "")?.[1];
  const headers = { etag: "current", "content-type": "application/json" };
  const refusal = storeRefusals.shift();
  if (refusal !== undefined) return void response.writeHead(409, { ...headers, "x-amzn-errortype": refusal }).end("{}");
  if (key !== undefined && request.headers["if-match"] !== "current")
    return void response.writeHead(409, headers).end("{}");
  if (key !== undefined && request.method === "PUT") values.set(key, String(body.Value));
  const isMissing = key !== undefined && request.method === "DELETE" && !values.delete(key);
  if (isMissing)
    return void response.writeHead(404, { ...headers, "x-amzn-errortype": "ResourceNotFoundException" }).end("{}");
  return void response.writeHead(200, headers).end(JSON.stringify({ ItemCount: values.size, TotalSizeInBytes: 0 }));
}
