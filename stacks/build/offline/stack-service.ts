import { type Answer, escapeXml, type Service } from "./answer.ts";
import { queryAnswer, queryFields, queryRefusal } from "./query-protocol.ts";

/** A stack as the account has it. */
export interface OfflineStack {
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Where its template lies, `bucket/key`; what prepared the account has none. */
  readonly templateKey?: string;
}

/** What `cdk bootstrap` and SST leave in an account, in the versions that SST asks for. */
export const PREPARED: readonly (readonly [string, OfflineStack])[] = [
  ["CDKToolkit", { status: "CREATE_COMPLETE", outputs: { BootstrapVersion: "27", BucketName: "offline-assets" } }],
  ["SSTBootstrap", { status: "CREATE_COMPLETE", outputs: { Version: "7.4", BucketName: "offline-sst" } }],
];

const CHANGE =
  "<Changes><member><Type>Resource</Type><ResourceChange><Action>Add</Action></ResourceChange></member></Changes>";

/** CloudFormation, where all that is asked for is there at once. */
export function stackService(stacks: Map<string, OfflineStack>): Service {
  return (asked) => {
    const fields = queryFields(asked);
    const action = fields?.get("Action") ?? "";
    const name = (fields?.get("StackName") ?? "").replace(/^arn:.*:stack\/([^/]+)\/.*$/, "$1");
    switch (action) {
      case "DescribeStacks":
        return describe(stacks, name);
      case "CreateStack":
      case "UpdateStack": {
        const status = action === "CreateStack" ? "CREATE_COMPLETE" : "UPDATE_COMPLETE";
        const templateKey = new URL(fields?.get("TemplateURL") ?? "").pathname.slice(1);
        stacks.set(name, { status, outputs: outputsOf(name), templateKey });
        return queryAnswer(action, `<StackId>${arnOf(name)}</StackId>`);
      }
      // By change sets CDK's command line prepares an account, and nobody else does.
      case "CreateChangeSet":
        return queryAnswer(action, `<Id>${arnOf(name)}</Id><StackId>${arnOf(name)}</StackId>`);
      case "DescribeChangeSet":
        return queryAnswer(action, `<Status>CREATE_COMPLETE</Status>${CHANGE}`);
      case "ExecuteChangeSet":
        stacks.set(name, { status: "CREATE_COMPLETE", outputs: outputsOf(name) });
        return queryAnswer(action, "");
      case "DeleteStack":
        stacks.delete(name);
        return queryAnswer(action, "");
      case "DescribeStackEvents":
      case "DescribeStackResources":
        return stacks.has(name) ? queryAnswer(action, "") : unknown(name);
      case "GetTemplate":
        return stacks.has(name) ? queryAnswer(action, "<TemplateBody>{}</TemplateBody>") : unknown(name);
      default:
        return undefined;
    }
  };
}

function describe(stacks: ReadonlyMap<string, OfflineStack>, name: string): Answer {
  const stack = stacks.get(name);
  if (stack === undefined) return unknown(name);
  const outputs = Object.entries(stack.outputs).map(([key, value]) => {
    return `<member><OutputKey>${key}</OutputKey><OutputValue>${escapeXml(value)}</OutputValue></member>`;
  });
  const about = `<StackName>${name}</StackName><StackId>${arnOf(name)}</StackId><StackStatus>${stack.status}</StackStatus>`;
  const rest = `<CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs>${outputs.join("")}</Outputs>`;
  return queryAnswer("DescribeStacks", `<Stacks><member>${about}${rest}</member></Stacks>`);
}

/** SST and CDK read the sentence. */
function unknown(name: string): Answer {
  return queryRefusal("ValidationError", `Stack with id ${name} does not exist`);
}

/** What those give that SST reads the outputs of. */
function outputsOf(name: string): OfflineStack["outputs"] {
  return PREPARED.find(([prepared]) => prepared === name)?.[1].outputs ?? {};
}

function arnOf(name: string): string {
  return `arn:aws:cloudformation:us-east-1:123456789012:stack/${name}/offline`;
}
