import { ImportSource, KeyValueStore } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { COLOR_NAMES } from "../lib/url/color-names.ts";

/**
 * The store that the viewer-request function reads: the CSS color names, which would take a quarter of the function.
 *
 * Signing keys are put into it at deployment; never this way, which is the template.
 */
export function createEdgeValues(scope: Construct, id: string): KeyValueStore {
  const data = Object.entries(COLOR_NAMES).map(([name, value]) => ({ key: `color-${name}`, value }));
  return new KeyValueStore(scope, id, { source: ImportSource.fromInline(JSON.stringify({ data })) });
}
