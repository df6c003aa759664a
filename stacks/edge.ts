import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Duration, Stack } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  CfnDistribution,
  Distribution,
  Function as EdgeFunction,
  type ErrorResponse,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type KeyValueStore,
  PriceClass,
  SecurityPolicyProtocol,
} from "aws-cdk-lib/aws-cloudfront";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { CACHE_TAG_HEADER, ERROR_CACHE_SECONDS } from "../lib/limits.ts";
import { withEdgeSettings } from "./build/edge-settings.ts";
import type { Config } from "./config.ts";
import { createBehaviors, type EdgeBehaviors } from "./edge-behaviors.ts";
import { apiOrigin, imageOrigin, pageOrigin } from "./edge-origins.ts";
import { ROOT_KEY } from "./playground-files.ts";
import type { Transformer } from "./transformer.ts";

const IMAGE_PATH = "/images/*/transformation";
const API_PATHS = ["/images*", "/upload*", "/users/*", "/openapi.json", "/docs", "/health"];

const PRICE_CLASSES = {
  100: PriceClass.PRICE_CLASS_100,
  200: PriceClass.PRICE_CLASS_200,
  all: PriceClass.PRICE_CLASS_ALL,
};

export interface EdgeProps {
  /** e.g. `.build/edge`, with a script for each function. */
  readonly codeFolder: string;
  readonly keyValueStore: KeyValueStore;
  readonly variants: IBucket;
  readonly pages: IBucket;
  readonly transformer: Transformer;
  /** Host of the API's gateway. */
  readonly apiDomainName: string;
  readonly config: Config;
}

/**
 * The distribution: pictures are cached and made on a miss, the API is asked as it is, the playground is files.
 *
 * Reading and writing differ by path, since an origin group takes no method but GET, HEAD and OPTIONS. All that is left
 * meets a function that knows the playground's paths, and answers the others with a 404: an error is never a page.
 */
export class Edge extends Construct {
  readonly distribution: Distribution;
  /** e.g. `https://d111111abcdef8.cloudfront.net`. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { codeFolder, keyValueStore, variants, pages, transformer, config } = props;
    const script = config.edgeParameters === "core" ? "viewer-request.core.js" : "viewer-request.js";
    const viewerRequest = withEdgeSettings(codeIn(codeFolder, script), config);
    const behaviors = createBehaviors(this, {
      imageOrigin: imageOrigin(variants, transformer.url),
      apiOrigin: apiOrigin(props.apiDomainName),
      pageOrigin: pageOrigin(pages),
      viewerRequest: this.onRequest("ViewerRequest", viewerRequest, keyValueStore),
      apiRequest: this.onRequest("ApiRequest", codeIn(codeFolder, "api-request.js")),
      dialects: config.dialects.map((dialect) => {
        const code = withEdgeSettings(codeIn(codeFolder, `${dialect}.dialect.js`), config);
        return [dialect, this.onRequest(`Dialect${dialect}`, code, keyValueStore)] as const;
      }),
      pageRequest: this.onRequest("PageRequest", codeIn(codeFolder, "page-request.js")),
    });
    this.distribution = new Distribution(this, "Distribution", {
      comment: `${Stack.of(this).stackName}: pictures, API and playground`,
      defaultBehavior: behaviors.rest,
      additionalBehaviors: behaviorsByPath(behaviors),
      defaultRootObject: ROOT_KEY,
      errorResponses: errorResponses(),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PRICE_CLASSES[config.priceClass],
      publishAdditionalMetrics: config.hasDetailedMetrics,
      // CloudFront heeds it only for an own domain; its own takes TLS 1.0 too.
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...this.addressOf(config.domain),
    });
    transformer.answerTo(this.distribution);
    extractCacheTags(this.distribution);
    this.publicUrl = `https://${config.domain?.name ?? this.distribution.distributionDomainName}`;
  }

  private onRequest(id: string, code: string, keyValueStore?: KeyValueStore): FunctionAssociation {
    const edgeFunction = new EdgeFunction(this, id, {
      code: FunctionCode.fromInline(code),
      runtime: FunctionRuntime.JS_2_0,
      comment: `${Stack.of(this).stackName}: ${id}`,
      ...(keyValueStore && { keyValueStore }),
    });
    // CloudFormation goes on when it knows the store's ARN, and CloudFront refuses one that is not provisioned yet.
    if (keyValueStore) edgeFunction.node.addDependency(keyValueStore);
    return { function: edgeFunction, eventType: FunctionEventType.VIEWER_REQUEST };
  }

  private addressOf(domain: Config["domain"]) {
    if (domain === undefined) return {};
    const certificate = Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn);
    return { domainNames: [domain.name], certificate };
  }
}

function codeIn(folder: string, name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** CloudFront takes the first path that matches. */
function behaviorsByPath({ images, api, dialects }: EdgeBehaviors) {
  return { [IMAGE_PATH]: images, ...dialects, ...Object.fromEntries(API_PATHS.map((path) => [path, api])) };
}

function errorResponses(): ErrorResponse[] {
  return Object.entries(ERROR_CACHE_SECONDS).map(([status, seconds]) => ({
    httpStatus: Number(status),
    ttl: Duration.seconds(seconds),
  }));
}

/** aws-cdk-lib 2.224 does not know the property yet. */
function extractCacheTags(distribution: Distribution): void {
  const resource = distribution.node.defaultChild;
  if (!(resource instanceof CfnDistribution)) throw new Error("A distribution of this stack is needed");
  resource.addPropertyOverride("DistributionConfig.CacheTagConfig.HeaderName", CACHE_TAG_HEADER);
}
