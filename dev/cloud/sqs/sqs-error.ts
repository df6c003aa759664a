/** SQS's error names in its JSON protocol, and the codes that the older query protocol had for them. */
const QUERY_CODES = {
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  InvalidMessageContents: "InvalidMessageContents",
  InvalidParameterValue: "InvalidParameterValue",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  MissingParameter: "MissingParameter",
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  ReceiptHandleIsInvalid: "ReceiptHandleIsInvalid",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
} as const;

/** A request that SQS refuses, always with a 400. */
export class SqsError extends Error {
  override name = "SqsError";
  readonly type: keyof typeof QUERY_CODES;

  constructor(type: keyof typeof QUERY_CODES, message: string) {
    super(message);
    this.type = type;
  }

  /** e.g. `AWS.SimpleQueueService.NonExistentQueue`, which the SDK shows as the error's code */
  get queryCode(): string {
    return QUERY_CODES[this.type];
  }
}
