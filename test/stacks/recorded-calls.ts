import { AsyncLocalStorage } from "node:async_hooks";
import { CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { SendRawEmailCommand } from "@aws-sdk/client-ses";
import { SendMessageCommand } from "@aws-sdk/client-sqs";

/** A call of AWS that a function made, or presigned for somebody else, who then has the function's rights. */
export interface RecordedCall {
  /** e.g. `Worker` */
  readonly caller: string;
  /** e.g. `PutObjectCommand` */
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Records what the SDK is asked to do. */
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
const COMMANDS = [CreateInvalidationCommand, GetItemCommand, GetObjectCommand, SendRawEmailCommand, SendMessageCommand];

/** Listens where every command of the SDK passes, sent or presigned; what it does stays what it does. */
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
  return { calls, as: (caller, act) => callers.run(caller, act), stop: () => undo.map((each) => each()) };
}

function commandBase(prototype: object): CommandBase {
  for (let each: object | null = prototype; each !== null; each = Object.getPrototypeOf(each)) {
    if (Object.hasOwn(each, "resolveMiddlewareWithContext")) return each as CommandBase;
  }
  throw new Error("The SDK's commands pass somewhere else now");
}
