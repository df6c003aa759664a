import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  type FunctionAssociation,
  type IOrigin,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { DIALECT_PATHS, type Dialect } from "../lib/url/dialects/dialects.ts";
import { createImageCachePolicy, createImageHeadersPolicy } from "./image-policies.ts";
import { createPageHeadersPolicy } from "./page-policies.ts";

/** What the distribution does with a path, by who answers there. */
export interface EdgeBehaviors {
  readonly images: BehaviorOptions;
  readonly api: BehaviorOptions;
  /** Pictures by URLs of other systems, by their paths. */
  readonly dialects: Readonly<Record<string, BehaviorOptions>>;
  /** Every path that nothing else matches. */
  readonly rest: BehaviorOptions;
}

export interface EdgeBehaviorsProps {
  readonly imageOrigin: IOrigin;
  readonly apiOrigin: IOrigin;
  readonly pageOrigin: IOrigin;
  /** Runs on pictures. */
  readonly viewerRequest: FunctionAssociation;
  /** Each runs on the paths of another system, and makes pictures' requests of them. */
  readonly dialects: readonly (readonly [dialect: Dialect, function: FunctionAssociation])[];
  /** Runs on what goes to the API. */
  readonly apiRequest: FunctionAssociation;
  /** Runs on all the rest: lets the playground's files pass, and answers every unknown path by itself. */
  readonly pageRequest: FunctionAssociation;
}

export function createBehaviors(scope: Construct, props: EdgeBehaviorsProps): EdgeBehaviors {
  const images: BehaviorOptions = {
    origin: props.imageOrigin,
    // No OPTIONS: it would pass by the cache, and no picture needs asking first.
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: createImageCachePolicy(scope, "ImageCache"),
    responseHeadersPolicy: createImageHeadersPolicy(scope, "ImageHeaders"),
    compress: false,
  };
  const ofDialect = (association: FunctionAssociation) => ({ ...images, functionAssociations: [association] });
  const dialects = props.dialects.map(
    ([dialect, association]) => [DIALECT_PATHS[dialect], ofDialect(association)] as const,
  );
  return {
    images: { ...images, functionAssociations: [props.viewerRequest] },
    dialects: Object.fromEntries(dialects),
    api: {
      origin: props.apiOrigin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // A redirect would come too late: the token has been sent in the clear by then.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [props.apiRequest],
    },
    rest: {
      origin: props.pageOrigin,
      // With any method, since CloudFront's own answer to one that is not allowed is a page. None but these two pass.
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: createPageHeadersPolicy(scope, "PageHeaders"),
      functionAssociations: [props.pageRequest],
    },
  };
}
