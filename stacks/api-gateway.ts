import { Aws } from "aws-cdk-lib";
import { HttpApi, HttpStage, type IHttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Construct } from "constructs";

/** Requests a second for everybody together: what an unauthenticated flood can cost is bounded by it. */
const REQUESTS_PER_SECOND = 200;
const BURST_REQUESTS = 400;

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
    this.httpApi = new HttpApi(this, "HttpApi", { createDefaultStage: false }) as IHttpApi;
    new HttpStage(this, "Stage", {
      httpApi: this.httpApi,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: BURST_REQUESTS },
    });
    this.domainName = `${this.httpApi.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  }
}
