import { join } from "node:path";
import { Duration } from "aws-cdk-lib";
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
import type { Config } from "./config.ts";
import { createBehaviors, type EdgeBehaviors } from "./edge-behaviors.ts";
import { apiOrigin, imageOrigin, pageOrigin } from "./edge-origins.ts";
import type { Transformer } from "./transformer.ts";

const IMAGE_PATH = "/images/*/transformation";
const API_PATHS = ["/images*", "/upload*", "/users/*", "/openapi.json", "/health"];

/** The root by both its names: whether CloudFront matches before or after it puts the root's object, it does not say. */
const PAGE_PATHS = ["/", "/index.html", "/docs", "/config.json", "/assets/*"];

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
 * Reading and writing differ by path, since an origin group takes no method but GET, HEAD and OPTIONS. The playground's few
 * paths stand here one by one and pass no function; all that is left is unknown, and the pictures' function answers it
 * with its 404. To know those paths by itself, the function would need bytes that it does not have.
 */
export class Edge extends Construct {
  readonly distribution: Distribution;
  /** e.g. `https://d111111abcdef8.cloudfront.net`. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { codeFolder, keyValueStore, variants, pages, transformer, config } = props;
    const behaviors = createBehaviors(this, {
      imageOrigin: imageOrigin(variants, transformer.url),
      apiOrigin: apiOrigin(props.apiDomainName),
      pageOrigin: pageOrigin(pages),
      viewerRequest: this.onRequest("ViewerRequest", join(codeFolder, "viewer-request.js"), keyValueStore),
      apiRequest: this.onRequest("ApiRequest", join(codeFolder, "api-request.js")),
    });
    this.distribution = new Distribution(this, "Distribution", {
      defaultBehavior: behaviors.unknown,
      additionalBehaviors: behaviorsByPath(behaviors),
      defaultRootObject: "index.html",
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

  private onRequest(id: string, filePath: string, keyValueStore?: KeyValueStore): FunctionAssociation {
    const edgeFunction = new EdgeFunction(this, id, {
      code: FunctionCode.fromFile({ filePath }),
      runtime: FunctionRuntime.JS_2_0,
      ...(keyValueStore && { keyValueStore }),
    });
    return { function: edgeFunction, eventType: FunctionEventType.VIEWER_REQUEST };
  }

  private addressOf(domain: Config["domain"]) {
    if (domain === undefined) return {};
    const certificate = Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn);
    return { domainNames: [domain.name], certificate };
  }
}

/** CloudFront takes the first path that matches. */
function behaviorsByPath({ images, api, pages }: EdgeBehaviors) {
  return {
    [IMAGE_PATH]: images,
    ...Object.fromEntries(API_PATHS.map((path) => [path, api])),
    ...Object.fromEntries(PAGE_PATHS.map((path) => [path, pages])),
  };
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
