import type { Mailer } from "../mail/mail.ts";
import type { EdgeCache, Queue } from "../stores.ts";
import type { AwsOptions } from "./clients.ts";

/**
 * Stores that most requests never come to: the SDK's part for each is loaded, and its client made, at the first use, so
 * that it takes no time of a cold start.
 */
export function lazyQueue(options: AwsOptions, queueUrl: string): Queue {
  const queue = once(async () => {
    const { sqsClient, sqsQueue } = await import("./queue.ts");
    return sqsQueue(sqsClient(options), queueUrl);
  });
  return { send: async (message, delaySeconds) => (await queue()).send(message, delaySeconds) };
}

/** The same for CloudFront's caches. */
export function lazyEdgeCache(options: AwsOptions, distributionId: string): EdgeCache {
  const edgeCache = once(async () => {
    const { cloudFrontCache, cloudFrontClient } = await import("./edge-cache.ts");
    return cloudFrontCache(cloudFrontClient(options), distributionId);
  });
  return { invalidate: async (tag, reference) => (await edgeCache()).invalidate(tag, reference) };
}

/** The same for mail. */
export function lazyMailer(options: AwsOptions, from: string, configurationSet: string | undefined): Mailer {
  const mailer = once(async () => {
    const { sesClient, sesMailer } = await import("./mailer.ts");
    return sesMailer(sesClient(options), from, configurationSet);
  });
  return { send: async (mail) => (await mailer()).send(mail) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
