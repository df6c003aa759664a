import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, expect, test } from "vitest";
import { ERROR_CACHE_SECONDS } from "../../lib/limits.ts";
import { DIALECT_PATHS, DIALECTS, type Dialect } from "../../lib/url/dialects/dialects.ts";
import { allowedIn, type Properties, propertiesOf, synthesize } from "./synthesized.ts";

const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const READING = ["GET", "HEAD"];
const EVERYTHING = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

let template: Template;
let distribution: Properties;
let images: Properties;
let api: Properties[];
let rest: Properties;
beforeAll(() => {
  template = synthesize();
  distribution = configOf(template);
  images = distribution.CacheBehaviors[0];
  api = distribution.CacheBehaviors.filter((each: Properties) => each.TargetOriginId === "api");
  rest = distribution.DefaultCacheBehavior;
});

function configOf(of: Template): Properties {
  const [resource] = propertiesOf(of, "AWS::CloudFront::Distribution");
  return resource?.DistributionConfig;
}

test("a transformation is matched before all that goes to the API", () => {
  const paths = distribution.CacheBehaviors.map((behavior: Properties) => behavior.PathPattern);
  expect(paths).toEqual([
    ...["/images/*/transformation", "/images*", "/upload*", "/users/*", "/openapi.json", "/docs", "/health"],
  ]);
});

test("every other path meets the function that knows the playground's, whatever the method, and so never a page", () => {
  expect(rest.FunctionAssociations).toEqual([
    {
      EventType: "viewer-request",
      FunctionARN: { "Fn::GetAtt": [expect.stringMatching(/EdgePageRequest/), "FunctionARN"] },
    },
  ]);
  expect(rest.AllowedMethods.sort()).toEqual(EVERYTHING);
  const [page] = Object.entries(template.findResources("AWS::CloudFront::Function")).filter(([id]) => /Page/.test(id));
  expect(page?.[1].Properties.FunctionCode).toContain("page-request");
});

test("the playground is read from a bucket that CloudFront cannot write to", () => {
  expect([rest.TargetOriginId, distribution.DefaultRootObject]).toEqual(["playground", "index.html"]);
  const actions = allowedIn(template)
    .filter((each) => each.Principal?.Service === "cloudfront.amazonaws.com")
    .map((each) => [each.Action].flat());
  expect(actions).toEqual(Array(2).fill(["s3:GetObject", "s3:ListBucket"]));
});

test("a picture is asked of the variant bucket first, and of the transformer when the bucket cannot", () => {
  const [group] = distribution.OriginGroups.Items;
  expect(images.TargetOriginId).toBe(group.Id);
  expect(group.Members.Items.map((member: Properties) => member.OriginId)).toEqual(["variants", "transformer"]);
  expect(group.FailoverCriteria.StatusCodes).toEqual({ Items: [403, 404, 500, 502, 503, 504], Quantity: 6 });
});

test("every origin but the gateway is signed to", () => {
  const origins: Properties[] = distribution.Origins.filter((origin: Properties) => origin.Id !== "api");
  expect(origins.map((origin) => origin.OriginAccessControlId)).toEqual(Array(3).fill(expect.anything()));
  const types = propertiesOf(template, "AWS::CloudFront::OriginAccessControl").map(
    ({ OriginAccessControlConfig: { OriginAccessControlOriginType, SigningBehavior } }) =>
      `${OriginAccessControlOriginType} ${SigningBehavior}`,
  );
  expect(types.sort()).toEqual(["lambda always", "s3 always", "s3 always"]);
});

test("a picture is asked for once for the whole world, since both of its origins have a shield", () => {
  const shields = distribution.Origins.filter((origin: Properties) => origin.OriginShield?.Enabled).map(
    (origin: Properties) => [origin.Id, origin.OriginShield.OriginShieldRegion],
  );
  expect(shields).toEqual([
    ["variants", "us-east-1"],
    ["transformer", "us-east-1"],
  ]);
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
  expect(api.map((behavior) => behavior.AllowedMethods.sort())).toEqual(Array(6).fill(EVERYTHING));
});

test("nothing of the API is cached", () => {
  expect(api.map((behavior) => behavior.CachePolicyId)).toEqual(Array(6).fill(CACHING_DISABLED));
});

test("every token travels encrypted", () => {
  expect(api.map((behavior) => behavior.ViewerProtocolPolicy)).toEqual(Array(6).fill("https-only"));
});

test("what goes to the API passes a function of its own", () => {
  const functions = new Set(api.map((behavior) => JSON.stringify(behavior.FunctionAssociations)));
  expect([...functions]).toEqual([expect.stringMatching(/viewer-request.*ApiRequest/)]);
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
  const policy = template.findResources("AWS::CloudFront::ResponseHeadersPolicy")[images.ResponseHeadersPolicyId.Ref];
  const config = policy?.Properties.ResponseHeadersPolicyConfig;
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

test("a page runs nothing but its own script, and stands in no frame", () => {
  const policy = template.findResources("AWS::CloudFront::ResponseHeadersPolicy")[rest.ResponseHeadersPolicyId.Ref];
  const { SecurityHeadersConfig } = policy?.Properties.ResponseHeadersPolicyConfig ?? {};
  expect(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).toMatch(
    /script-src 'self'|default-src 'self'|default-src 'none'/,
  );
  expect(SecurityHeadersConfig.FrameOptions.FrameOption).toBe("DENY");
});

test("CloudWatch may deliver the log into its bucket, and do nothing else there", () => {
  const delivering = allowedIn(template).filter((each) => each.Principal?.Service === "delivery.logs.amazonaws.com");
  expect(delivering.map(({ Action }) => Action)).toEqual(["s3:PutObject", "s3:GetBucketAcl"]);
});

test("the distribution speaks HTTP/3", () => {
  expect(distribution.HttpVersion).toBe("http2and3");
});

test("the log has a line for each request, and neither its query nor who asked", () => {
  const [delivery] = propertiesOf(template, "AWS::Logs::Delivery");
  expect(delivery?.RecordFields).toContain("cs-uri-stem");
  const telling = /query|cookie|referer|user-agent|^c-|forwarded/i;
  expect(delivery?.RecordFields.filter((field: string) => telling.test(field))).toEqual([]);
  expect(distribution.Logging).toBeUndefined();
});

test.each([
  ["all", {}, /viewer-request$/],
  ["the core's", { EDGE_PARAMETERS: "core" }, /viewer-request\.core$/],
])("the edge knows %s parameters where %j is set", (_, settings, script) => {
  const functions = Object.entries(synthesize(settings).findResources("AWS::CloudFront::Function"));
  const [viewer] = functions.filter(([id]) => /ViewerRequest/.test(id));
  expect(viewer?.[1].Properties.FunctionCode).toMatch(script);
});

const COMBINATIONS = Array.from({ length: 2 ** DIALECTS.length }, (_, bits) =>
  DIALECTS.filter((_, index) => (bits >> index) & 1),
);

test.each(COMBINATIONS.filter(({ length }) => [0, 1, 5].includes(length)).map((each) => each.join()))(
  "DIALECTS=%s puts up the functions of those systems and no others, each on its own paths before the API's",
  (chosen) => {
    const config = configOf(synthesize({ DIALECTS: chosen }));
    const dialects = chosen === "" ? [] : (chosen.split(",") as Dialect[]);
    const [first, ...rest] = config.CacheBehaviors;
    const ofDialects = rest.slice(0, dialects.length);
    expect(ofDialects.map((each: Properties) => each.PathPattern)).toEqual(
      dialects.map((dialect) => DIALECT_PATHS[dialect]),
    );
    expect(rest[dialects.length].PathPattern).toBe("/images*");
    for (const [index, each] of ofDialects.entries()) {
      const { PathPattern, FunctionAssociations, ...same } = each;
      const { PathPattern: ours, FunctionAssociations: ourFunction, ...images } = first;
      expect(same).toEqual(images);
      expect(JSON.stringify(FunctionAssociations)).toContain(`Dialect${dialects[index]}`);
    }
    const functions = Object.keys(synthesize({ DIALECTS: chosen }).findResources("AWS::CloudFront::Function"));
    expect(functions.filter((id) => /Dialect/.test(id))).toHaveLength(dialects.length);
  },
);

test("where in the world the edge is, and whether its paid metrics are on, is the deployer's choice", () => {
  const chosen = synthesize({ PRICE_CLASS: "100", DETAILED_METRICS: "on" });
  expect([distribution.PriceClass, configOf(chosen).PriceClass]).toEqual(["PriceClass_All", "PriceClass_100"]);
  template.resourceCountIs("AWS::CloudFront::MonitoringSubscription", 0);
  chosen.resourceCountIs("AWS::CloudFront::MonitoringSubscription", 1);
});

test("a domain of one's own is served with TLS 1.2 or newer", () => {
  const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b";
  const own = configOf(synthesize({ DOMAIN_NAME: "images.example.com", CERTIFICATE_ARN: certificateArn }));
  expect(own.Aliases).toEqual(["images.example.com"]);
  expect(own.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: "TLSv1.2_2021" });
});
