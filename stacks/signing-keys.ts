import { CustomResource, Duration, Stack } from "aws-cdk-lib";
import type { KeyValueStore } from "aws-cdk-lib/aws-cloudfront";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { Config } from "./config.ts";
import { NodeFunction } from "./node-function.ts";
import { allow } from "./permissions.ts";

const MEMORY_MEBIBYTES = 256;
const TIMEOUT = Duration.minutes(1);

export interface SigningKeysProps {
  readonly codeFolder: string;
  readonly keyValueStore: KeyValueStore;
  readonly keyIds: Config["signingKeyIds"];
}

/** The secrets of signed URLs: made by a function at deployment, in SSM for the API and in the edge's store for checking. */
export class SigningKeys extends Construct {
  /** Where SSM has the key that signs. */
  readonly parameterName: string;
  /** Reading it. */
  readonly permission: PolicyStatement;

  constructor(scope: Construct, id: string, { codeFolder, keyValueStore, keyIds }: SigningKeysProps) {
    super(scope, id);
    const folder = `/darkroom/${this.node.path}`;
    const arnOf = (name: string) => Stack.of(this).formatArn({ service: "ssm", resource: `parameter${name}` });
    this.parameterName = `${folder}/${keyIds[0]}`;
    this.permission = allow(["ssm:GetParameter"], arnOf(this.parameterName));
    const keeper = new NodeFunction(this, "Function", {
      codeFolder,
      description: "Makes signing keys at deployment",
      memoryMebibytes: MEMORY_MEBIBYTES,
      timeoutSeconds: TIMEOUT.toSeconds(),
      environment: {},
      permissions: [
        allow(["ssm:GetParameter", "ssm:PutParameter", "ssm:DeleteParameters"], arnOf(`${folder}/*`)),
        allow(["ssm:GetParametersByPath"], arnOf(folder)),
        allow(
          ["DescribeKeyValueStore", "PutKey", "DeleteKey"].map((action) => `cloudfront-keyvaluestore:${action}`),
          keyValueStore.keyValueStoreArn,
        ),
      ],
    });
    new CustomResource(this, "Keys", {
      serviceToken: keeper.functionArn,
      serviceTimeout: TIMEOUT,
      resourceType: "Custom::SigningKeys",
      properties: { Folder: folder, KeyValueStoreArn: keyValueStore.keyValueStoreArn, KeyIds: keyIds },
    });
  }
}
