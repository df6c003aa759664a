import type { S3Client } from "@aws-sdk/client-s3";
import type { WireAnswer } from "./exchange.ts";
import type { ServiceRequest, SignedService } from "./signed-service.ts";

/** S3 as the stores need it. */
export interface S3 {
  /**
   * One call about one object.
   *
   * @throws ServiceError by the name that S3 has for it, e.g. `NoSuchKey`
   */
  callObject(bucket: string, key: string, call: Omit<ServiceRequest, "url">): Promise<WireAnswer>;
  /** Does what takes the SDK (lists, copies, presigned URLs), which is loaded for the first who wants it. */
  bySdk<Result>(act: (sdk: typeof import("./s3-sdk.ts"), client: S3Client) => Promise<Result>): Promise<Result>;
}

/**
 * @param urlOf a bucket's address, e.g. `https://photos.s3.us-east-1.amazonaws.com`
 * @param loadClient makes the SDK's client; asked once
 */
export function s3Over(
  service: SignedService,
  urlOf: (bucket: string) => string,
  loadClient: () => Promise<S3Client>,
): S3 {
  let client: Promise<S3Client> | undefined;
  return {
    callObject(bucket, key, call) {
      const path = key.split("/").map(encodeURIComponent).join("/");
      return service.send({ ...call, url: new URL(`${urlOf(bucket)}/${path}`) });
    },
    async bySdk(act) {
      client ??= loadClient();
      return act(await import("./s3-sdk.ts"), await client);
    },
  };
}

/** The code in a refusal, e.g. `SlowDown` of `<Error><Code>SlowDown</Code>…`; what answers a HEAD has none. */
export function s3Code(body: string): string | undefined {
  return /<Code>([^<]+)<\/Code>/.exec(body)?.[1];
}
