import { HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Construct } from "constructs";
import { API_SECONDS } from "../lib/limits.ts";
import type { ApiGateway } from "./api-gateway.ts";
import type { Config, TokenIssuer } from "./config.ts";
import { allowErasing } from "./erasing.ts";
import { DECODING_MEBIBYTES } from "./memory.ts";
import { NodeFunction } from "./node-function.ts";
import { allow } from "./permissions.ts";
import type { ServiceProps } from "./service.ts";

export interface ApiProps extends ServiceProps {
  readonly gateway: ApiGateway;
  readonly tokens: TokenIssuer;
  readonly config: Config;
}

/** The API's function, behind every route of the gateway: an unknown one is its 404. */
export class Api extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { tokens, config } = props;
    this.function = new NodeFunction(this, "Function", {
      codeFolder: props.codeFolder,
      description: "Uploads, deletions, defaults and lists of images",
      memoryMebibytes: DECODING_MEBIBYTES,
      timeoutSeconds: API_SECONDS,
      environment: {
        ...props.environment,
        TOKEN_ISSUER: tokens.issuer,
        TOKEN_AUDIENCE: tokens.audience,
        TOKEN_JWKS_URL: tokens.jwksUrl,
        TRUST_EMAIL: config.trustsEmail ? "1" : "0",
        UPLOADS_PER_HOUR: String(config.uploadsPerHour),
        STORED_BYTES: String(config.storedBytes),
        ALLOWED_ORIGINS: config.allowedOrigins.join(","),
        SVG: config.acceptsSvg ? "on" : "off",
      },
      permissions: permissionsOf(props),
    });
    new HttpRoute(this, "Route", {
      httpApi: props.gateway.httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration("Integration", this.function),
    });
  }
}

function permissionsOf({ storage, tables, work, distribution }: ApiProps) {
  const { originals, variants } = storage;
  return [
    // Presigned URLs can do what their signer may do: incoming/ is for those of uploads.
    allow(["s3:PutObject"], originals.arnForObjects("originals/*"), originals.arnForObjects("incoming/*")),
    allow(["s3:GetObject"], originals.arnForObjects("originals/*"), originals.arnForObjects("mezzanines/*")),
    allow(["s3:GetObject", "s3:PutObject"], variants.arnForObjects("images/*")),
    ...allowErasing(storage),
    allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], tables.images.tableArn),
    allow(["dynamodb:Query"], `${tables.images.tableArn}/index/byOwner`),
    allow(
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
      tables.users.tableArn,
    ),
    allow(["sqs:SendMessage"], work.queue.queueArn),
    allow(["cloudfront:CreateInvalidation"], distribution.distributionArn),
  ];
}
