import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { type LoopbackServer, listen } from "./loopback-server.ts";
import { readBody } from "./request-body.ts";
import { asInput, type Input, readText } from "./sqs/input.ts";
import { MessageFiles } from "./sqs/message-files.ts";
import { Queue, type QueueSettings } from "./sqs/queue.ts";
import { getQueueAttributes } from "./sqs/queue-attributes.ts";
import { changeMessageVisibility, deleteMessage, deleteMessageBatch, receiveMessage } from "./sqs/receive-messages.ts";
import { sendMessage, sendMessageBatch } from "./sqs/send-messages.ts";
import { SqsError } from "./sqs/sqs-error.ts";

/** Bytes of a request: a full batch, with room for JSON's escapes. */
const REQUEST_BYTES = 8 * 1024 * 1024;

type Action = (queue: Queue, input: Input, signal: AbortSignal) => object | Promise<object>;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ["ChangeMessageVisibility", changeMessageVisibility],
  ["DeleteMessage", deleteMessage],
  ["DeleteMessageBatch", deleteMessageBatch],
  ["GetQueueAttributes", getQueueAttributes],
  ["PurgeQueue", purgeQueue],
  ["ReceiveMessage", receiveMessage],
  ["SendMessage", sendMessage],
  ["SendMessageBatch", sendMessageBatch],
]);

/** Which queues there are, and where they keep their messages. */
export interface SqsOptions {
  readonly folder: string;
  readonly queues: readonly QueueSettings[];
  /** milliseconds since 1970, by which messages are delayed and hidden */
  readonly now?: () => number;
  /** 0 or nothing takes a free one */
  readonly port?: number;
}

/** SQS on this machine. */
export interface LocalSqs extends LoopbackServer {
  /** e.g. `http://127.0.0.1:9324/000000000000/uploads` */
  queueUrl(name: string): string;
  /** Puts a message into a queue as `SendMessage` does, for services that notify queues. */
  send(queueName: string, body: string): Promise<void>;
}

/**
 * Serves standard queues over SQS's JSON protocol. A message that has been answered for is on disk; after a restart,
 * messages that somebody held can be received at once. Messages are kept until they are deleted.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export async function startSqs(options: SqsOptions): Promise<LocalSqs> {
  const queues = openQueues(options);
  const closing = new AbortController();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, REQUEST_BYTES);
    // A receiver that hung up must not be given messages that it will never see.
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const action = String(request.headers["x-amz-target"]).replace("AmazonSQS.", "");
    try {
      const input = parse(body);
      const signal = AbortSignal.any([gone.signal, closing.signal]);
      send(response, 200, await run(action, input, signal));
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      response.setHeader("x-amzn-query-error", `${error.queryCode};Sender`);
      send(response, 400, { __type: `com.amazonaws.sqs#${error.type}`, message: error.message });
    }
  }

  async function run(action: string, input: Input, signal: AbortSignal): Promise<object> {
    if (action === "GetQueueUrl") {
      const { name } = findQueue(queues, readText(input, "QueueName")).settings;
      return { QueueUrl: queueUrl(name) };
    }
    const act = ACTIONS.get(action);
    if (act === undefined) throw new SqsError("UnsupportedOperation", `${action} is not part of the local SQS.`);
    const name = readText(input, "QueueUrl").split("/").at(-1) ?? "";
    return act(findQueue(queues, name), input, signal);
  }

  const server = await listen(answer, options.port);
  const queueUrl = (name: string) => `${server.url}/000000000000/${name}`;

  return {
    url: server.url,
    queueUrl,
    async send(queueName, body) {
      sendMessage(findQueue(queues, queueName), { MessageBody: body });
    },
    async close() {
      closing.abort();
      await server.close();
    },
  };
}

function openQueues({ folder, queues, now = Date.now }: SqsOptions): ReadonlyMap<string, Queue> {
  const opened = new Map(
    queues.map((settings) => [settings.name, new Queue(settings, new MessageFiles(join(folder, settings.name)), now)]),
  );
  for (const queue of opened.values()) {
    const { deadLetterQueue } = queue.settings;
    if (deadLetterQueue !== undefined) queue.giveUpTo(findQueue(opened, deadLetterQueue));
  }
  return opened;
}

function findQueue(queues: ReadonlyMap<string, Queue>, name: string): Queue {
  const queue = queues.get(name);
  if (queue === undefined) throw new SqsError("QueueDoesNotExist", "The specified queue does not exist.");
  return queue;
}

function purgeQueue(queue: Queue): object {
  queue.purge();
  return {};
}

function parse(body: Buffer | undefined): Input {
  if (body === undefined) throw new SqsError("InvalidParameterValue", "The request is too long.");
  try {
    return asInput(JSON.parse(body.toString() || "{}"));
  } catch (cause) {
    if (cause instanceof SqsError) throw cause;
    throw new SqsError("InvalidParameterValue", "The request is not JSON.");
  }
}

function send(response: ServerResponse, status: number, output: object): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomUUID() });
  response.end(JSON.stringify(output));
}
