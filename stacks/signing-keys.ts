import { CustomResource, Duration, Stack } from "aws-cdk-lib";
import type { KeyValueStore } from "aws-cdk-lib/aws-cloudfront";
import { Construct } from "constructs";
import type { Config } from "./config.ts";
import { NodeFunction } from "./node-function.ts";
import { allow } from "./permissions.ts";

const MEMORY_MEBIBYTES = 256;

/** A store that is new may have the first write wait for half a minute, between tries that take their time. */
const TIMEOUT = Duration.minutes(3);

export interface SigningKeysProps {
  readonly codeFolder: string;
  readonly keyValueStore: KeyValueStore;
  readonly keyIds: Config["signingKeyIds"];
}

/** The secrets of signed URLs: made by a function at deployment, in SSM for the API and in the edge's store for checking. */
export class SigningKeys extends Construct {
  /** Where SSM has the keys, the one that signs first. */
  private readonly parameterNames: readonly string[];

  constructor(scope: Construct, id: string, { codeFolder, keyValueStore, keyIds }: SigningKeysProps) {
    super(scope, id);
    const folder = `/darkroom/${this.node.path}`;
    this.parameterNames = keyIds.map((id) => `${folder}/${id}`);
    const keeper = new NodeFunction(this, "Function", {
      codeFolder,
      description: "Makes signing keys at deployment",
      memoryMebibytes: MEMORY_MEBIBYTES,
      timeoutSeconds: TIMEOUT.toSeconds(),
      environment: {},
      permissions: [
        allow(["ssm:GetParameter", "ssm:PutParameter", "ssm:DeleteParameters"], this.arnOf(`${folder}/*`)),
        allow(["ssm:GetParametersByPath"], this.arnOf(folder)),
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
    // Its ARN is known long before it can be written.
    this.node.addDependency(keyValueStore);
  }

  /** Gives a function the key that signs; its first event may come at once, and finds it there. */
  lendTo(signer: NodeFunction): void {
    this.lend(signer, this.parameterNames.slice(0, 1));
  }

  /** The same with its elders, for a function that hears what they have signed. */
  lendAllTo(listener: NodeFunction): void {
    this.lend(listener, this.parameterNames);
  }

  private lend(borrower: NodeFunction, names: readonly string[]): void {
    borrower.addEnvironment("SIGNING_KEY_PARAMETER", names.join());
    borrower.addToRolePolicy(allow(["ssm:GetParameter"], ...names.map((name) => this.arnOf(name))));
    borrower.node.addDependency(this);
  }

  private arnOf(name: string): string {
    return Stack.of(this).formatArn({ service: "ssm", resource: `parameter${name}` });
  }
}
