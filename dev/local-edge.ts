import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { UnsignedUrls } from "../lib/url/unsigned.ts";
import { buildEdgeFunction } from "../stacks/build/edge-function.ts";
import { withEdgeSettings } from "../stacks/build/edge-settings.ts";
import { type CloudFront, createCloudFront } from "./cloud/cloudfront/cloudfront.ts";
import { loadEdgeFunction } from "./cloud/cloudfront/edge-function.ts";
import { localDistribution } from "./distribution.ts";
import type { EdgeKeys } from "./key-value-store.ts";
import { type LocalCloud, VARIANTS_BUCKET } from "./local-cloud.ts";
import type { LocalFunctions } from "./local-functions.ts";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** Starts the edge in front of the variant bucket and the functions, with the very bytes that CloudFront would run. */
export async function startEdge(
  cloud: LocalCloud,
  functions: LocalFunctions,
  keys: EdgeKeys,
  unsignedUrls: UnsignedUrls,
): Promise<CloudFront> {
  const [viewerRequest, apiRequest] = await Promise.all([
    built("edge/viewer-request.ts").then((code) => withEdgeSettings(code, unsignedUrls)),
    built("edge/api-request.ts"),
  ]);
  return createCloudFront(
    localDistribution({
      region: cloud.region,
      credentials: cloud.credentials,
      s3Url: cloud.s3.url,
      variantsBucket: VARIANTS_BUCKET,
      transformerUrl: functions.transformerUrl,
      apiUrl: functions.apiUrl,
      viewerRequest: loadEdgeFunction(viewerRequest, keys.get),
      apiRequest: loadEdgeFunction(apiRequest, keys.get),
    }),
  );
}

async function built(entry: string): Promise<string> {
  const { code } = await buildEdgeFunction(join(PROJECT, entry));
  return code;
}
