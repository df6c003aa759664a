import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** Stubs of what keeps signing keys: SSM's parameters, and the KeyValueStore of the edge. */
export interface KeyService {
  readonly parameters: ReadonlyMap<string, string>;
  readonly edgeValues: ReadonlyMap<string, string>;
  /** What CloudFormation was told, one JSON text each. */
  readonly reports: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly reportUrl: string;
  close(): Promise<void>;
}

/** Starts both behind one port of loopback. */
export async function startKeyService(): Promise<KeyService> {
  const parameters = new Map<string, string>();
  const edgeValues = new Map<string, string>();
  const reports: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const target = request.headers["x-amz-target"];
    if (typeof target === "string") return answerParameter(parameters, target, JSON.parse(body), response);
    if (!pathname.startsWith("/key-value-stores/")) reports.push(body);
    const key = /\/keys\/([^/]+)$/.exec(pathname)?.[1];
    if (key !== undefined && request.method === "PUT") edgeValues.set(key, JSON.parse(body).Value);
    if (key !== undefined && request.method === "DELETE") edgeValues.delete(key);
    response.writeHead(200, { etag: "version", "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The stub has no port");
  const { port } = address;
  return {
    parameters,
    edgeValues,
    reports,
    environment: {
      AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${port}`,
      AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE: `http://localhost:${port}`,
    },
    reportUrl: `http://127.0.0.1:${port}/report`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/ */
function answerParameter(
  parameters: Map<string, string>,
  target: string,
  { Name = "", Value = "", Path = "", Names = [] }: { Name?: string; Value?: string; Path?: string; Names?: string[] },
  response: ServerResponse,
): void {
  const answers: Readonly<Record<string, () => object | undefined>> = {
    "AmazonSSM.PutParameter": () => {
      if (parameters.has(Name)) return undefined;
      parameters.set(Name, Value);
      return { Version: 1 };
    },
    "AmazonSSM.GetParameter": () => {
      const found = parameters.get(Name);
      return found === undefined ? undefined : { Parameter: { Name, Value: found } };
    },
    "AmazonSSM.GetParametersByPath": () => ({
      Parameters: [...parameters.keys()].filter((each) => each.startsWith(`${Path}/`)).map((each) => ({ Name: each })),
    }),
    "AmazonSSM.DeleteParameters": () => {
      for (const each of Names) parameters.delete(each);
      return { DeletedParameters: Names };
    },
  };
  const answer = answers[target]?.();
  const problem = target.endsWith("PutParameter") ? "ParameterAlreadyExists" : "ParameterNotFound";
  response.writeHead(answer === undefined ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(answer ?? { __type: problem }));
}
