import { asInput, type Input, readText } from "./input.ts";
import { md5 } from "./md5.ts";
import { SqsError } from "./sqs-error.ts";

/** A sender's own attribute; `BinaryValue` is base64. */
export type MessageAttribute =
  | { readonly DataType: string; readonly StringValue: string }
  | { readonly DataType: string; readonly BinaryValue: string };

/** A message's attributes by name; SQS takes ten. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/**
 * Reads the attributes that came with a message.
 *
 * @throws SqsError
 */
export function readAttributes(input: Input): MessageAttributes {
  const entries = Object.entries(asInput(input.MessageAttributes ?? {}));
  if (entries.length > 10) throw new SqsError("InvalidParameterValue", "A message has at most 10 attributes.");
  return Object.fromEntries(entries.map(([name, value]) => [name, readAttribute(asInput(value))]));
}

/**
 * The attributes that a receiver asked for.
 *
 * @param names e.g. `["traceId", "image.*"]`; `All` and `.*` are all of them
 */
export function selectAttributes(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isAsked = (name: string) => names.some((asked) => matches(asked, name));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}

/**
 * The digest that SQS answers for attributes, `undefined` when there are none.
 *
 * @returns hex
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function attributesDigest(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  return md5(Buffer.concat(names.flatMap((name) => [withLength(Buffer.from(name)), ...encode(attributes[name]!)])));
}

function readAttribute(input: Input): MessageAttribute {
  const DataType = readText(input, "DataType");
  if (DataType.startsWith("Binary")) return { DataType, BinaryValue: readText(input, "BinaryValue") };
  return { DataType, StringValue: readText(input, "StringValue") };
}

function matches(asked: string, name: string): boolean {
  if (asked === "All" || asked === ".*" || asked === name) return true;
  return asked.endsWith(".*") && name.startsWith(asked.slice(0, -2));
}

function encode(attribute: MessageAttribute): Buffer[] {
  const dataType = withLength(Buffer.from(attribute.DataType));
  if ("StringValue" in attribute) return [dataType, Buffer.of(1), withLength(Buffer.from(attribute.StringValue))];
  return [dataType, Buffer.of(2), withLength(Buffer.from(attribute.BinaryValue, "base64"))];
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
