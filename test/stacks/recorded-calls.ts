import { AsyncLocalStorage } from "node:async_hooks";
import { CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { SendRawEmailCommand } from "@aws-sdk/client-ses";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { type ServiceRequest, SignedService } from "../../lib/aws/signed-service.ts";

/** A call of AWS that a function made, or presigned for somebody else, who then has the function's rights. */
export interface RecordedCall {
  /** e.g. `Worker` */
  readonly caller: string;
  /** e.g. `PutObjectCommand` */
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Records what AWS is asked to do, by the SDK and without it. */
export interface Recorder {
  readonly calls: readonly RecordedCall[];
  /** Whatever is asked for while this runs is the caller's. */
  as<T>(caller: string, act: () => T): T;
  stop(): void;
}

interface CommandBase {
  readonly input: Readonly<Record<string, unknown>>;
  resolveMiddlewareWithContext(...given: unknown[]): unknown;
}

/** One of each package: where they share the class of all commands, it is met once. */
const COMMANDS = [CreateInvalidationCommand, GetObjectCommand, SendRawEmailCommand, SendMessageCommand];

/** Listens where every command of the SDK passes, sent or presigned, and every signed call; what they do stays what it is. */
export function recordCalls(): Recorder {
  const callers = new AsyncLocalStorage<string>();
  const calls: RecordedCall[] = [];
  const bases = new Set(COMMANDS.map(({ prototype }) => commandBase(prototype)));
  const undo = [...bases].map((base) => {
    const original = base.resolveMiddlewareWithContext;
    base.resolveMiddlewareWithContext = function (this: CommandBase, ...given) {
      const caller = callers.getStore();
      if (caller !== undefined) calls.push({ caller, command: this.constructor.name, input: this.input });
      return original.apply(this, given);
    };
    return () => {
      base.resolveMiddlewareWithContext = original;
    };
  });
  const send = SignedService.prototype.send;
  SignedService.prototype.send = function (this: SignedService, request) {
    const caller = callers.getStore();
    if (caller !== undefined) calls.push({ caller, ...commandOf(request) });
    return send.call(this, request);
  };
  undo.push(() => {
    SignedService.prototype.send = send;
  });
  return { calls, as: (caller, act) => callers.run(caller, act), stop: () => undo.map((each) => each()) };
}

/** What the SDK would call it. */
function commandOf({ method, url, headers = {}, body }: ServiceRequest): Omit<RecordedCall, "caller"> {
  const [, operation] = headers["x-amz-target"]?.split(".") ?? [];
  if (operation !== undefined) return { command: `${operation}Command`, input: JSON.parse(`${body}`) };
  const [, Bucket, ...key] = decodeURIComponent(url.pathname).split("/");
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  return { command: `${verb}ObjectCommand`, input: { Bucket, Key: key.join("/") } };
}

function commandBase(prototype: object): CommandBase {
  for (let each: object | null = prototype; each !== null; each = Object.getPrototypeOf(each)) {
    if (Object.hasOwn(each, "resolveMiddlewareWithContext")) return each as CommandBase;
  }
  throw new Error("The SDK's commands pass somewhere else now");
}
