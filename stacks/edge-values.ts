import { Stack } from "aws-cdk-lib";
import { ImportSource, KeyValueStore } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { edgeValues } from "../lib/url/edge-values.ts";
import { rowsOf } from "./build/edge-rows.ts";
import type { Config } from "./config.ts";

/**
 * The store that the viewer-request function reads: what its code has no room for.
 *
 * Signing keys are put into it at deployment; never this way, which is the template.
 */
export function createEdgeValues(scope: Construct, id: string, { edgeParameters }: Config): KeyValueStore {
  const data = Object.entries(edgeValues(rowsOf(edgeParameters))).map(([key, value]) => ({ key, value }));
  return new KeyValueStore(scope, id, {
    comment: `${Stack.of(scope).stackName}: what the pictures' function reads, and signing keys`,
    source: ImportSource.fromInline(JSON.stringify({ data })),
  });
}
