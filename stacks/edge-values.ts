import { createHash } from "node:crypto";
import { Stack } from "aws-cdk-lib";
import { ImportSource, KeyValueStore } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { edgeValues } from "../lib/url/edge-values.ts";
import { rowsOf } from "./build/edge-rows.ts";
import type { Config } from "./config.ts";

/**
 * The store that the viewer-request function reads: what its code has no room for.
 *
 * Signing keys are put into it at deployment; never this way, which is the template. CloudFormation cannot import a second
 * time, and fails where it is to: other values are another store, into which the keys are put again.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudfront-keyvaluestore.html
 */
export function createEdgeValues(scope: Construct, id: string, { edgeParameters, dialects }: Config): KeyValueStore {
  const data = Object.entries(edgeValues(rowsOf(edgeParameters), dialects)).map(([key, value]) => ({ key, value }));
  const text = JSON.stringify({ data });
  return new KeyValueStore(scope, `${id}${digest(text)}`, {
    comment: `${Stack.of(scope).stackName}: what the pictures' function reads, and signing keys`,
    source: ImportSource.fromInline(text),
  });
}

/** A few letters that say which text it is. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
