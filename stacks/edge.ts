import { join } from "node:path";
import { Duration } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CfnDistribution,
  Distribution,
  Function as EdgeFunction,
  type ErrorResponse,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  ImportSource,
  KeyValueStore,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { CACHE_TAG_HEADER, ERROR_CACHE_SECONDS } from "../lib/limits.ts";
import { COLOR_NAMES } from "../lib/url/color-names.ts";
import type { Config } from "./config.ts";
import { apiOrigin, imageOrigin } from "./edge-origins.ts";
import { createImageCachePolicy, createImageHeadersPolicy } from "./image-policies.ts";
import type { Transformer } from "./transformer.ts";

const IMAGE_PATH = "/images/*/transformation";
const API_PATHS = ["/images*", "/upload*", "/users/*", "/openapi.json", "/health"];

export interface EdgeProps {
  /** e.g. `.build/edge`, with a script for each function. */
  readonly codeFolder: string;
  readonly variants: IBucket;
  readonly transformer: Transformer;
  /** Host of the API's gateway. */
  readonly apiDomainName: string;
  readonly domain: Config["domain"];
}

/**
 * The distribution: pictures are cached and made on a miss, everything else goes to the API as it is.
 *
 * Reading and writing differ by path, since an origin group takes no method but GET, HEAD and OPTIONS. There is no access
 * log: it would hold the signatures of URLs.
 *
 * Open: the API answers all other paths too, and the store holds no signing keys, until the stack has the playground's
 * bucket and the custom resource that makes keys.
 */
export class Edge extends Construct {
  readonly distribution: Distribution;
  /** e.g. `https://d111111abcdef8.cloudfront.net`. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const api = this.apiBehavior(props);
    this.distribution = new Distribution(this, "Distribution", {
      defaultBehavior: api,
      // CloudFront takes the first path that matches.
      additionalBehaviors: {
        [IMAGE_PATH]: this.imageBehavior(props),
        ...Object.fromEntries(API_PATHS.map((path) => [path, api])),
      },
      errorResponses: errorResponses(),
      httpVersion: HttpVersion.HTTP2_AND_3,
      // CloudFront heeds it only for an own domain; its own takes TLS 1.0 too.
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...this.addressOf(props.domain),
    });
    props.transformer.answerTo(this.distribution);
    extractCacheTags(this.distribution);
    this.publicUrl = `https://${props.domain?.name ?? this.distribution.distributionDomainName}`;
  }

  private imageBehavior({ codeFolder, variants, transformer }: EdgeProps): BehaviorOptions {
    const keyValueStore = new KeyValueStore(this, "EdgeValues", { source: colorNames() });
    return {
      origin: imageOrigin(variants, transformer.url),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: createImageCachePolicy(this, "ImageCache"),
      responseHeadersPolicy: createImageHeadersPolicy(this, "ImageHeaders"),
      compress: false,
      functionAssociations: this.onRequest("ViewerRequest", join(codeFolder, "viewer-request.js"), keyValueStore),
    };
  }

  private apiBehavior({ codeFolder, apiDomainName }: EdgeProps): BehaviorOptions {
    return {
      origin: apiOrigin(apiDomainName),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // A redirect would come too late: the token has been sent in the clear by then.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: this.onRequest("ApiRequest", join(codeFolder, "api-request.js")),
    };
  }

  private onRequest(id: string, filePath: string, keyValueStore?: KeyValueStore) {
    const edgeFunction = new EdgeFunction(this, id, {
      code: FunctionCode.fromFile({ filePath }),
      runtime: FunctionRuntime.JS_2_0,
      ...(keyValueStore && { keyValueStore }),
    });
    return [{ function: edgeFunction, eventType: FunctionEventType.VIEWER_REQUEST }];
  }

  private addressOf(domain: Config["domain"]) {
    if (domain === undefined) return {};
    const certificate = Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn);
    return { domainNames: [domain.name], certificate };
  }
}

function errorResponses(): ErrorResponse[] {
  return Object.entries(ERROR_CACHE_SECONDS).map(([status, seconds]) => ({
    httpStatus: Number(status),
    ttl: Duration.seconds(seconds),
  }));
}

/** CSS color names, which would take a quarter of the function; signing keys never come this way, into the template. */
function colorNames(): ImportSource {
  const data = Object.entries(COLOR_NAMES).map(([name, value]) => ({ key: `color-${name}`, value }));
  return ImportSource.fromInline(JSON.stringify({ data }));
}

/** aws-cdk-lib 2.224 does not know the property yet. */
function extractCacheTags(distribution: Distribution): void {
  const resource = distribution.node.defaultChild;
  if (!(resource instanceof CfnDistribution)) throw new Error("A distribution of this stack is needed");
  resource.addPropertyOverride("DistributionConfig.CacheTagConfig.HeaderName", CACHE_TAG_HEADER);
}
