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
import { createImageCachePolicy, createImageHeadersPolicy } from "./image-policies.ts";
import { createPageHeadersPolicy } from "./page-policies.ts";

/** What the distribution does with a path, by who answers there. */
export interface EdgeBehaviors {
  readonly images: BehaviorOptions;
  readonly api: BehaviorOptions;
  readonly pages: BehaviorOptions;
  /** Every path that nothing else matches. */
  readonly unknown: BehaviorOptions;
}

export interface EdgeBehaviorsProps {
  readonly imageOrigin: IOrigin;
  readonly apiOrigin: IOrigin;
  readonly pageOrigin: IOrigin;
  /** Runs on pictures and on unknown paths, which it answers by itself. */
  readonly viewerRequest: FunctionAssociation;
  /** Runs on what goes to the API. */
  readonly apiRequest: FunctionAssociation;
}

export function createBehaviors(scope: Construct, props: EdgeBehaviorsProps): EdgeBehaviors {
  const pages: BehaviorOptions = {
    origin: props.pageOrigin,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    responseHeadersPolicy: createPageHeadersPolicy(scope, "PageHeaders"),
  };
  return {
    pages,
    images: {
      origin: props.imageOrigin,
      // No OPTIONS: it would pass by the cache, and no picture needs asking first.
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: createImageCachePolicy(scope, "ImageCache"),
      responseHeadersPolicy: createImageHeadersPolicy(scope, "ImageHeaders"),
      compress: false,
      functionAssociations: [props.viewerRequest],
    },
    api: {
      origin: props.apiOrigin,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      // A redirect would come too late: the token has been sent in the clear by then.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [props.apiRequest],
    },
    unknown: {
      origin: props.pageOrigin,
      // With any method, since CloudFront's own answer to one that is not allowed is a page. None reaches the bucket.
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      functionAssociations: [props.viewerRequest],
    },
  };
}
