import { setTimeout } from "node:timers/promises";
import {
  CloudFrontKeyValueStoreClient,
  ConflictException,
  DeleteKeyCommand,
  DescribeKeyValueStoreCommand,
  PutKeyCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudfront-keyvaluestore";
// Registers itself: the store takes no other signature, being in no region.
import "@aws-sdk/signature-v4a";
import { TIME_LIMITS } from "./clients.ts";

/**
 * Seconds between tries. A store that CloudFormation has just made may be unknown to its data plane for a moment, or in no
 * state to be written; AWS's pages name no bound.
 */
const PAUSES_SECONDS: readonly number[] = [1, 2, 4, 8, 16];

/** What the CloudFront Functions read at the edge, where a change arrives within seconds. */
export interface EdgeValues {
  put(key: string, value: string): Promise<void>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}

/** A client for the region that the process runs in. */
export function keyValueStoreClient(): CloudFrontKeyValueStoreClient {
  return new CloudFrontKeyValueStoreClient({ requestHandler: TIME_LIMITS });
}

/**
 * A KeyValueStore of CloudFront.
 *
 * A write waits for a store that is not ready, or that somebody else is writing, half a minute in all.
 *
 * @param arn e.g. `arn:aws:cloudfront::123456789012:key-value-store/0a1b…`
 * @param pausesSeconds before each further try
 * @throws the store's own error when it is not ready by then
 */
export function edgeValues(
  client: CloudFrontKeyValueStoreClient,
  arn: string,
  pausesSeconds = PAUSES_SECONDS,
): EdgeValues {
  const version = async () => {
    const { ETag } = await client.send(new DescribeKeyValueStoreCommand({ KvsARN: arn }));
    return ETag;
  };
  return {
    async put(key, value) {
      await onceReady(pausesSeconds, async () => {
        await client.send(new PutKeyCommand({ KvsARN: arn, Key: key, Value: value, IfMatch: await version() }));
      });
    },
    async remove(key) {
      await onceReady(pausesSeconds, async () => {
        try {
          await client.send(new DeleteKeyCommand({ KvsARN: arn, Key: key, IfMatch: await version() }));
        } catch (error) {
          if (!(error instanceof ResourceNotFoundException)) throw error;
        }
      });
    },
  };
}

async function onceReady(pausesSeconds: readonly number[], write: () => Promise<void>): Promise<void> {
  for (const seconds of pausesSeconds) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof ConflictException || error instanceof ResourceNotFoundException)) throw error;
    }
    await setTimeout(seconds * 1_000);
  }
  return write();
}
