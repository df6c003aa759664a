import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

export interface NodeFunctionProps {
  /** e.g. `.build/api`, with `index.mjs` in it. */
  readonly codeFolder: string;
  readonly description: string;
  readonly memoryMebibytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** All that it may do, writing its own log aside. */
  readonly permissions: readonly PolicyStatement[];
  readonly reservedConcurrency?: number | undefined;
  /** Where events go that it could not take, for functions that nobody waits for. */
  readonly deadLetterQueue?: IQueue;
}

/** A Lambda function of ours. Its role is its own: Lambda's managed policy would let it write to every log. */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    for (const permission of props.permissions) role.addToPolicy(permission);
    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.codeFolder),
      handler: "index.handler",
      description: props.description,
      memorySize: props.memoryMebibytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: { ...props.environment },
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      role,
      ...(props.deadLetterQueue && { deadLetterQueue: props.deadLetterQueue }),
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
  }
}
