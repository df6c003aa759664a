import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { ERROR_CACHE_SECONDS } from "../../lib/limits.ts";
import { type Properties, propertiesOf, synthesize } from "./synthesized.ts";

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const READING = ["GET", "HEAD", "OPTIONS"];
const EVERYTHING = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

let template: Template;
let distribution: Properties;
let images: Properties;
let others: Properties[];
beforeAll(() => {
  template = synthesize();
  distribution = configOf(template);
  images = distribution.CacheBehaviors[0];
  others = [...distribution.CacheBehaviors.slice(1), distribution.DefaultCacheBehavior];
});

function configOf(of: Template): Properties {
  const [resource] = propertiesOf(of, "AWS::CloudFront::Distribution");
  return resource?.DistributionConfig;
}

test("a transformation is matched before all that goes to the API", () => {
  const paths = distribution.CacheBehaviors.map((behavior: Properties) => behavior.PathPattern);
  expect(paths).toEqual(["/images/*/transformation", "/images*", "/upload*", "/users/*", "/openapi.json", "/health"]);
});

test("a picture is asked of the variant bucket first, and of the transformer when the bucket cannot", () => {
  const [group] = distribution.OriginGroups.Items;
  expect(images.TargetOriginId).toBe(group.Id);
  expect(group.Members.Items.map((member: Properties) => member.OriginId)).toEqual(["variants", "transformer"]);
  expect(group.FailoverCriteria.StatusCodes).toEqual({ Items: [403, 404, 500, 502, 503, 504], Quantity: 6 });
});

test("every origin that is asked for pictures is signed to", () => {
  const origins: Properties[] = distribution.Origins.filter((origin: Properties) => origin.Id !== "api");
  expect(origins.map((origin) => origin.OriginAccessControlId)).toEqual([expect.anything(), expect.anything()]);
  const types = propertiesOf(template, "AWS::CloudFront::OriginAccessControl").map(
    ({ OriginAccessControlConfig: { OriginAccessControlOriginType, SigningBehavior } }) =>
      `${OriginAccessControlOriginType} ${SigningBehavior}`,
  );
  expect(types.sort()).toEqual(["lambda always", "s3 always"]);
});

test("a key that the variant bucket does not have is a 404, since CloudFront may list", () => {
  const statements: Properties[] = propertiesOf(template, "AWS::S3::BucketPolicy").flatMap(
    (policy) => policy.PolicyDocument.Statement,
  );
  const listing = statements.filter((each) => [each.Action].flat().includes("s3:ListBucket"));
  expect(listing.map((each) => each.Principal)).toEqual([{ Service: "cloudfront.amazonaws.com" }]);
});

test("CloudFront waits for longer than the transformer may run", () => {
  const [origin] = distribution.Origins.filter((each: Properties) => each.Id === "transformer");
  const [transformer] = propertiesOf(template, "AWS::Lambda::Function").filter((each) =>
    /variants/.test(each.Description),
  );
  expect(origin.CustomOriginConfig.OriginReadTimeout).toBeGreaterThan(transformer?.Timeout);
});

test("pictures take only what an origin group takes, the API takes every method", () => {
  expect(images.AllowedMethods.sort()).toEqual(READING);
  expect(others.map((behavior) => behavior.AllowedMethods.sort())).toEqual(Array(6).fill(EVERYTHING));
});

test("nothing of the API is cached", () => {
  expect(others.map((behavior) => behavior.CachePolicyId)).toEqual(Array(6).fill(CACHING_DISABLED));
});

test("every token travels encrypted", () => {
  expect(others.map((behavior) => behavior.ViewerProtocolPolicy)).toEqual(Array(6).fill("https-only"));
});

test("every request passes a function of ours, pictures another than the rest", () => {
  const functionsOf = (behavior: Properties) =>
    behavior.FunctionAssociations.map((each: Properties) => JSON.stringify(each));
  const [ofImages] = functionsOf(images);
  const ofOthers = new Set(others.flatMap(functionsOf));
  expect(ofImages).toMatch(/viewer-request.*ViewerRequest/);
  expect([...ofOthers]).toEqual([expect.stringMatching(/viewer-request.*ApiRequest/)]);
});

test("pictures are cached under their path alone, from not at all to a year, a day unless told", () => {
  const [policy] = propertiesOf(template, "AWS::CloudFront::CachePolicy");
  const { MinTTL, DefaultTTL, MaxTTL, ParametersInCacheKeyAndForwardedToOrigin: key } = policy?.CachePolicyConfig ?? {};
  expect([MinTTL, DefaultTTL, MaxTTL]).toEqual([0, 86_400, 31_536_000]);
  expect(key.QueryStringsConfig.QueryStringBehavior).toBe("none");
  expect(key.HeadersConfig.HeaderBehavior).toBe("none");
  expect(key.CookiesConfig.CookieBehavior).toBe("none");
  expect([key.EnableAcceptEncodingBrotli, key.EnableAcceptEncodingGzip]).toEqual([false, false]);
});

test("a picture's origin is told neither query nor headers", () => {
  expect(images.OriginRequestPolicyId).toBeUndefined();
});

test("a picture is answered without its tags, for any page, and as nothing but a picture", () => {
  const [policy] = propertiesOf(template, "AWS::CloudFront::ResponseHeadersPolicy");
  const config = policy?.ResponseHeadersPolicyConfig;
  expect(config.RemoveHeadersConfig.Items).toEqual([{ Header: "x-amz-meta-cache-tag" }]);
  expect(config.CustomHeadersConfig.Items).toEqual([{ Header: "Vary", Value: "Accept", Override: true }]);
  expect(config.CorsConfig.AccessControlAllowOrigins.Items).toEqual(["*"]);
  expect(config.SecurityHeadersConfig.ContentTypeOptions.Override).toBe(true);
  expect(config.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).toBe("default-src 'none'; sandbox");
  expect(config.ServerTimingHeadersConfig).toEqual({ Enabled: true, SamplingRate: 100 });
});

test("CloudFront forgets by the tag that storage and transformer send", () => {
  expect(distribution.CacheTagConfig).toEqual({ HeaderName: "x-amz-meta-cache-tag" });
});

test("an error is kept as long as the table says and never becomes a page", () => {
  const errors: Properties[] = distribution.CustomErrorResponses;
  const kept = Object.fromEntries(errors.map((each) => [each.ErrorCode, each.ErrorCachingMinTTL]));
  expect(kept).toEqual(ERROR_CACHE_SECONDS);
  expect(errors.filter((each) => "ResponsePagePath" in each)).toEqual([]);
});

test("the distribution speaks HTTP/3, and keeps no log that would hold signatures", () => {
  expect(distribution.HttpVersion).toBe("http2and3");
  expect(distribution.Logging).toBeUndefined();
});

test("a domain of one's own is served with TLS 1.2 or newer", () => {
  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b";
  const own = configOf(synthesize({ DOMAIN_NAME: "images.example.com", CERTIFICATE_ARN: certificateArn }));
  expect(own.Aliases).toEqual(["images.example.com"]);
  expect(own.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: "TLSv1.2_2021" });
});
