import { Aws, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpStage, type IHttpApi, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/** Requests a second for everybody together: what an unauthenticated flood can cost is bounded by it. */
const REQUESTS_PER_SECOND = 200;
const BURST_REQUESTS = 400;

/** Neither query nor token nor who asked: what an operator needs to find a request in the function's log. */
const LOGGED = {
  requestId: "$context.requestId",
  /** What the function's log and `X-Request-Id` call it. */
  invocation: "$context.integration.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  error: "$context.integrationErrorMessage",
};

/**
 * The gateway that CloudFront sends everything to that is no picture.
 *
 * Not a function URL as the transformer's: CloudFront would sign over `Authorization` and want a hash of each body.
 */
export class ApiGateway extends Construct {
  readonly httpApi: IHttpApi;
  /** Its host, without scheme. */
  readonly domainName: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // It implements the interface; CDK's types are only not written for exactOptionalPropertyTypes.
    this.httpApi = new HttpApi(this, "HttpApi", {
      // Of all that a stack makes, CloudFormation leaves this one without the stack's name.
      apiName: `${Stack.of(this).stackName}-api`,
      description: "Uploads, deletions, defaults and lists of images, for CloudFront",
      createDefaultStage: false,
    }) as IHttpApi;
    const log = new LogGroup(this, "Log", {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, "Stage", {
      httpApi: this.httpApi,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: BURST_REQUESTS },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
    this.domainName = `${this.httpApi.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }
}
