import { HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Construct } from "constructs";
import { API_SECONDS } from "../lib/limits.ts";
import type { ApiGateway } from "./api-gateway.ts";
import type { Config } from "./config.ts";
import { NodeFunction } from "./node-function.ts";
import { allow, allowErasing } from "./permissions.ts";
import type { ServiceProps } from "./service.ts";

/** Mebibytes: a picture is decoded once before its upload is answered, and the largest takes some 600 of them. */
const MEMORY_MEBIBYTES = 1_769;

export interface ApiProps extends ServiceProps {
  readonly gateway: ApiGateway;
  readonly config: Config;
}

/**
 * The API's function, behind every route of the gateway: an unknown one is its 404.
 *
 * Open: the signing key stands in the function's environment until a custom resource makes it in SSM.
 */
export class Api extends Construct {
  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { tokens, signingKey } = props.config;
    const handler = new NodeFunction(this, "Function", {
      codeFolder: props.codeFolder,
      description: "Uploads, deletions, defaults and lists of images",
      memoryMebibytes: MEMORY_MEBIBYTES,
      timeoutSeconds: API_SECONDS,
      environment: {
        ...props.environment,
        TOKEN_ISSUER: tokens.issuer,
        TOKEN_AUDIENCE: tokens.audience,
        TOKEN_JWKS_URL: tokens.jwksUrl,
        SIGNING_KEY: signingKey ?? "",
      },
      permissions: permissionsOf(props),
    });
    new HttpRoute(this, "Route", {
      httpApi: props.gateway.httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration("Integration", handler),
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
