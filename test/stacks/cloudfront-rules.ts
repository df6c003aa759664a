import { listOf, type Properties, resourcesOf, type TemplateJson, textOf } from "./template.ts";

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const QUOTAS = { behaviors: 75, origins: 100, originGroups: 10, functionBytes: 10_240, readSeconds: 60, headers: 10 };

const READING = ["GET", "HEAD", "OPTIONS"];

/** The three sets of methods that a behavior may allow. */
const METHOD_SETS = ["GET HEAD", "GET HEAD OPTIONS", "DELETE GET HEAD OPTIONS PATCH POST PUT"];

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html */
const FAILOVER_CODES = [403, 404, 500, 502, 503, 504];

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html */
const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/**
 * What CloudFront would refuse at deployment, or never do, and neither CDK nor the schema of the resource knows.
 *
 * @returns a sentence for each fault; empty when there is none
 */
export function cloudFrontFaults(template: TemplateJson): string[] {
  const distributions = resourcesOf(template, "AWS::CloudFront::Distribution");
  return [
    ...distributions.flatMap(([, { Properties }]) => distributionFaults(template, Properties.DistributionConfig)),
    ...resourcesOf(template, "AWS::CloudFront::Function").flatMap(([id, { Properties }]) =>
      functionFaults(Properties).map((fault) => `${id} ${fault}`),
    ),
    ...resourcesOf(template, "AWS::CloudFront::CachePolicy").flatMap(([id, { Properties }]) =>
      cachePolicyFaults(Properties.CachePolicyConfig).map((fault) => `${id} ${fault}`),
    ),
    ...resourcesOf(template, "AWS::CloudFront::KeyValueStore").flatMap(([id]) => storeFaults(template, id)),
  ];
}

/**
 * CloudFormation begins with whatever refers to a store as soon as its ARN is known; CloudFront then refuses: "The KVS
 * cannot be associated before the resource is provisioned". DependsOn alone waits.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-resource-configuration-complete.html
 */
function storeFaults(template: TemplateJson, store: string): string[] {
  const isUser = new RegExp(`"(Fn::GetAtt|Ref)":\\[?"${store}"`);
  return Object.entries(template.Resources)
    .filter(([, { Properties }]) => isUser.test(JSON.stringify(Properties ?? {})))
    .filter(([, { DependsOn }]) => !listOf(DependsOn).includes(store))
    .map(([id]) => `${id} has no DependsOn on the store ${store}`);
}

function distributionFaults(template: TemplateJson, config: Properties): string[] {
  const origins: Properties[] = config.Origins;
  const groups: Properties[] = config.OriginGroups?.Items ?? [];
  const behaviors: Properties[] = [...(config.CacheBehaviors ?? []), config.DefaultCacheBehavior];
  const paths = behaviors.map((behavior) => behavior.PathPattern ?? "the default");
  const errors: Properties[] = config.CustomErrorResponses ?? [];
  return [
    ...overQuota("behaviors", behaviors.length - 1),
    ...overQuota("origins", origins.length),
    ...overQuota("originGroups", groups.length),
    ...repeated(paths).map((path) => `the path ${path} stands twice`),
    ...repeated(origins.map(({ Id }) => Id)).map((id) => `the origin ${id} stands twice`),
    ...groups.flatMap((group) => groupFaults(group, origins)),
    ...origins.flatMap(originFaults),
    ...behaviors.flatMap((behavior, index) =>
      behaviorFaults(template, behavior, origins, groups).map((fault) => `${paths[index]} ${fault}`),
    ),
    ...errors.flatMap(({ ErrorCode }) => (ERROR_CODES.includes(ErrorCode) ? [] : [`${ErrorCode} is no custom error`])),
    ...(config.Aliases && !config.ViewerCertificate ? ["an own domain has no certificate"] : []),
  ];
}

function groupFaults({ Id, Members, FailoverCriteria }: Properties, origins: Properties[]): string[] {
  const members: string[] = Members.Items.map((member: Properties) => member.OriginId);
  const codes: number[] = FailoverCriteria.StatusCodes.Items;
  const unknown = members.filter((member) => !origins.some((origin) => origin.Id === member));
  return [
    ...(members.length === 2 && Members.Quantity === 2 ? [] : [`${Id} does not have two members`]),
    ...unknown.map((member) => `${Id} has the unknown member ${member}`),
    ...codes.filter((code) => !FAILOVER_CODES.includes(code)).map((code) => `${Id} cannot fail over on ${code}`),
    ...(codes.length > 0 && FailoverCriteria.StatusCodes.Quantity === codes.length
      ? []
      : [`${Id} miscounts its codes`]),
  ];
}

function originFaults({ Id, CustomOriginConfig, S3OriginConfig }: Properties): string[] {
  const seconds = CustomOriginConfig?.OriginReadTimeout ?? 30;
  return [
    ...(CustomOriginConfig || S3OriginConfig ? [] : [`${Id} is of no kind`]),
    ...(seconds >= 1 && seconds <= QUOTAS.readSeconds ? [] : [`${Id} may not be waited for ${seconds} seconds`]),
  ];
}

function behaviorFaults(
  template: TemplateJson,
  behavior: Properties,
  origins: Properties[],
  groups: Properties[],
): string[] {
  const target: string = behavior.TargetOriginId;
  const methods: string[] = behavior.AllowedMethods ?? ["GET", "HEAD"];
  const isGroup = groups.some((group) => group.Id === target);
  const writing = methods.filter((method) => !READING.includes(method));
  const associations: Properties[] = behavior.FunctionAssociations ?? [];
  const policies = [behavior.CachePolicyId, behavior.OriginRequestPolicyId, behavior.ResponseHeadersPolicyId];
  return [
    ...(isGroup || origins.some((origin) => origin.Id === target) ? [] : [`goes to ${target}, which is no origin`]),
    ...(isGroup && writing.length > 0 ? [`allows ${writing.join()} on an origin group`] : []),
    ...(METHOD_SETS.includes([...methods].sort().join(" ")) ? [] : [`allows the odd set ${methods.join()}`]),
    ...repeated(associations.map(({ EventType }) => EventType)).map((type) => `has two functions for ${type}`),
    ...associations
      .filter(({ FunctionARN }) => !refersTo(template, FunctionARN, "AWS::CloudFront::Function"))
      .map(({ FunctionARN }) => `runs ${textOf(FunctionARN)}, which is no function`),
    ...policies
      .filter((id) => typeof id === "object" && !refersTo(template, id, "AWS::CloudFront::"))
      .map((id) => `has ${textOf(id)}, which is no policy`),
    ...(behavior.CachePolicyId ? [] : ["has no cache policy"]),
  ];
}

function functionFaults({ FunctionCode, FunctionConfig }: Properties): string[] {
  const stores = listOf<Properties>(FunctionConfig.KeyValueStoreAssociations);
  return [
    ...overQuota("functionBytes", Buffer.byteLength(FunctionCode)),
    ...(FunctionConfig.Runtime === "cloudfront-js-2.0" ? [] : [`is for the runtime ${FunctionConfig.Runtime}`]),
    ...(/\bfunction handler\(/.test(FunctionCode) ? [] : ["has no handler"]),
    ...(stores.length > 1 ? ["has more than one store"] : []),
  ];
}

function cachePolicyFaults({ MinTTL, DefaultTTL, MaxTTL, ...config }: Properties): string[] {
  const headers: string[] = config.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers ?? [];
  return [
    ...(MinTTL <= DefaultTTL && DefaultTTL <= MaxTTL ? [] : ["has times in the wrong order"]),
    ...overQuota("headers", headers.length),
  ];
}

function overQuota(name: keyof typeof QUOTAS, count: number): string[] {
  return count <= QUOTAS[name] ? [] : [`${count} ${name} are over the quota of ${QUOTAS[name]}`];
}

function repeated(names: string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function refersTo(template: TemplateJson, value: unknown, type: string): boolean {
  const id = textOf(value).split(".")[0]!;
  return template.Resources[id]?.Type.startsWith(type) ?? false;
}
