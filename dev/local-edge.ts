import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DIALECT_PATHS, type Dialect } from "../lib/url/dialects/dialects.ts";
import type { UnsignedUrls } from "../lib/url/unsigned.ts";
import { buildEdgeFunction } from "../stacks/build/edge-function.ts";
import type { RowChoice } from "../stacks/build/edge-rows.ts";
import { withEdgeSettings } from "../stacks/build/edge-settings.ts";
import { DIALECT_ENTRIES } from "../stacks/build/entries.ts";
import { type CloudFront, createCloudFront } from "./cloud/cloudfront/cloudfront.ts";
import { loadEdgeFunction } from "./cloud/cloudfront/edge-function.ts";
import { localDistribution } from "./distribution.ts";
import type { EdgeKeys } from "./key-value-store.ts";
import { type LocalCloud, VARIANTS_BUCKET } from "./local-cloud.ts";
import type { LocalFunctions } from "./local-functions.ts";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** What somebody may set of the edge. */
export interface EdgeSettings extends UnsignedUrls {
  readonly dialects: readonly Dialect[];
}

/** Starts the edge in front of the variant bucket and the functions, with the very bytes that CloudFront would run. */
export async function startEdge(
  cloud: LocalCloud,
  functions: LocalFunctions,
  keys: EdgeKeys,
  settings: EdgeSettings,
): Promise<CloudFront> {
  const set = async (entry: string, rows: RowChoice) => {
    const code = withEdgeSettings(await built(entry, rows), settings);
    return loadEdgeFunction(code, keys.get);
  };
  const [viewerRequest, apiRequest, ...dialects] = await Promise.all([
    set("edge/viewer-request.ts", "all"),
    built("edge/api-request.ts", "all").then((code) => loadEdgeFunction(code, keys.get)),
    ...settings.dialects.map((dialect) => set(DIALECT_ENTRIES[dialect], dialect)),
  ]);
  return createCloudFront(
    localDistribution({
      region: cloud.region,
      credentials: cloud.credentials,
      s3Url: cloud.s3.url,
      variantsBucket: VARIANTS_BUCKET,
      transformerUrl: functions.transformerUrl,
      apiUrl: functions.apiUrl,
      viewerRequest,
      apiRequest,
      dialects: settings.dialects.map((dialect, index) => [DIALECT_PATHS[dialect], dialects[index]!]),
    }),
  );
}

async function built(entry: string, rows: RowChoice): Promise<string> {
  const { code } = await buildEdgeFunction(join(PROJECT, entry), rows);
  return code;
}
