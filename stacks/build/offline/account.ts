import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type Answer, type Asked, json, type Service } from "./answer.ts";
import { identity } from "./identity.ts";
import { objectStore } from "./object-store.ts";
import { type OfflineStack, PREPARED, stackService } from "./stack-service.ts";

/** An AWS account on this machine, empty or prepared for CDK and SST, as far as `sst` asks it. */
export interface Account {
  readonly url: string;
  /** By `bucket/key`. */
  readonly objects: ReadonlyMap<string, Buffer>;
  readonly stacks: ReadonlyMap<string, OfflineStack>;
  /** What was asked and no stub has learned, e.g. `POST / Action=ListExports`; a run with any of it proves nothing. */
  readonly unanswered: readonly string[];
  close(): Promise<void>;
}

/** Starts stubs of STS, CloudFormation, S3, SSM and IoT behind one address. */
export async function startAccount({ isPrepared = true } = {}): Promise<Account> {
  const objects = new Map<string, Buffer>();
  const stacks = new Map(isPrepared ? PREPARED : []);
  const unanswered: string[] = [];
  const services = [identity, stackService(stacks), parameters, thingEndpoint, objectStore(objects)];
  const server = createServer(async (request, response) => {
    const asked = await readRequest(request);
    const { status, headers = {}, body } = answerOf(services, asked) ?? refuse(asked, unanswered);
    response.writeHead(status, headers).end(asked.method === "HEAD" ? undefined : body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The stub of an account has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    objects,
    stacks,
    unanswered,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** SSM: the version of CDK's preparation is all that is read. */
const parameters: Service = ({ headers }) => {
  const target = headers["x-amz-target"];
  if (target === "AmazonSSM.GetParameter") return json({ Parameter: { Name: "version", Type: "String", Value: "27" } });
  return target === "AmazonSSM.GetParametersByPath" ? json({ Parameters: [] }) : undefined;
};

/** IoT: where SST would send the news of a deployment. */
const thingEndpoint: Service = ({ url }) => {
  return url.pathname === "/endpoint" ? json({ endpointAddress: "127.0.0.1" }) : undefined;
};

function answerOf(services: readonly Service[], asked: Asked): Answer | undefined {
  for (const service of services) {
    const answer = service(asked);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function refuse({ method, url, headers, body }: Asked, unanswered: string[]): Answer {
  const act = headers["x-amz-target"] ?? /Action=\w+/.exec(body.subarray(0, 1_000).toString()) ?? "";
  unanswered.push(`${method} ${url.pathname}${url.search} ${act}`);
  return { status: 501 };
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  return { method: request.method ?? "GET", url, headers: request.headers, body: Buffer.concat(chunks) };
}
