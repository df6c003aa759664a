import { asInput, type Input, readText } from "./input.ts";
import { SqsError } from "./sqs-error.ts";

/** What became of a batch, as the protocol answers it. */
export interface BatchResult {
  readonly Successful: readonly object[];
  readonly Failed: readonly { Id: string; SenderFault: true; Code: string; Message: string }[];
}

/**
 * The entries of a batch request: 1 to 10 of them, with ids of their own.
 *
 * @throws SqsError
 */
export function readEntries(input: Input): readonly Input[] {
  const entries = Array.isArray(input.Entries) ? input.Entries.map(asInput) : [];
  if (entries.length === 0)
    throw new SqsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > 10) throw new SqsError("TooManyEntriesInBatchRequest", "Maximum number of entries is 10.");
  const ids = new Set(entries.map((entry) => readText(entry, "Id")));
  if (ids.size < entries.length) throw new SqsError("BatchEntryIdsNotDistinct", "Two entries have the same Id.");
  return entries;
}

/** Acts on every entry by itself; one that SQS refuses does not stop the others. */
export function runBatch(entries: readonly Input[], act: (entry: Input) => object): BatchResult {
  const outcomes = entries.map((entry) => runEntry(readText(entry, "Id"), () => act(entry)));
  return {
    Successful: outcomes.flatMap((outcome) => outcome.successful ?? []),
    Failed: outcomes.flatMap((outcome) => outcome.failed ?? []),
  };
}

function runEntry(Id: string, act: () => object): { successful?: object; failed?: BatchResult["Failed"][number] } {
  try {
    return { successful: { Id, ...act() } };
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    return { failed: { Id, SenderFault: true, Code: error.queryCode, Message: error.message } };
  }
}
