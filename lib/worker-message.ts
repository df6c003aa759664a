import type { WorkerMessage } from "./stores.ts";

/**
 * What a message of the worker's queue asks for: our own words, or S3's event about a new object.
 *
 * @param body e.g. `{"act":"erase","imageId":"01jd3v…"}`, or S3's `{"Records":[…]}`
 * @returns the tasks; none for S3's test event, which it sends when notifications are set
 * @throws Error for what nobody we know writes
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function workerTasks(body: string): WorkerMessage[] {
  const message: unknown = JSON.parse(body);
  if (typeof message !== "object" || message === null) throw new Error("a message is an object");
  if ("Event" in message && message.Event === "s3:TestEvent") return [];
  if ("Records" in message && Array.isArray(message.Records)) return message.Records.flatMap(taskOfRecord);
  const { act, imageId, name } = message as { act?: unknown; imageId?: unknown; name?: unknown };
  if (isAct(act) && typeof imageId === "string") return [{ act, imageId }];
  if (act === "make" && typeof imageId === "string" && typeof name === "string") return [{ act, imageId, name }];
  throw new Error("a message is neither ours nor S3's");
}

function isAct(act: unknown): act is Exclude<WorkerMessage["act"], "make"> {
  return act === "admit" || act === "process" || act === "erase" || act === "forget";
}

/** Keys are `incoming/{id}` and `originals/{id}`; ids need no decoding. */
function taskOfRecord(record: { s3?: { object?: { key?: unknown } } } | null): WorkerMessage[] {
  const match = /^(incoming|originals)\/([0-9a-z]{26})$/.exec(`${record?.s3?.object?.key}`);
  if (match === null) return [];
  return [{ act: match[1] === "incoming" ? "admit" : "process", imageId: match[2]! }];
}
