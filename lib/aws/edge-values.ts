import {
  CloudFrontKeyValueStoreClient,
  DeleteKeyCommand,
  DescribeKeyValueStoreCommand,
  PutKeyCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudfront-keyvaluestore";
// Registers itself: the store takes no other signature, being in no region.
import "@aws-sdk/signature-v4a";
import { TIME_LIMITS } from "./clients.ts";

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
 * @param arn e.g. `arn:aws:cloudfront::123456789012:key-value-store/0a1b…`
 */
export function edgeValues(client: CloudFrontKeyValueStoreClient, arn: string): EdgeValues {
  const version = async () => {
    const { ETag } = await client.send(new DescribeKeyValueStoreCommand({ KvsARN: arn }));
    return ETag;
  };
  return {
    async put(key, value) {
      await client.send(new PutKeyCommand({ KvsARN: arn, Key: key, Value: value, IfMatch: await version() }));
    },
    async remove(key) {
      try {
        await client.send(new DeleteKeyCommand({ KvsARN: arn, Key: key, IfMatch: await version() }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
}
