import { CACHE_TAG_HEADER } from "../../lib/limits.ts";
import { listOf, type Properties, resourcesOf, type TemplateJson, textOf } from "./template.ts";

const POLICIES = ["AWS::IAM::Policy", "AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"];

/** Why a permission names more than one thing: what comes before the asterisk, and the reason. */
const WIDE_FOR_A_REASON: readonly (readonly [RegExp, string])[] = [
  [/\/(incoming|originals|mezzanines|images)\/\*$/, "objects come to be while the service runs"],
  [/\/AWSLogs\/\*$/, "CloudFront names its log files by itself"],
  [/(Pages|Bucket|Originals|Variants)\w+\.Arn\/\*$/, "a whole bucket is filled, emptied or read by CloudFront"],
  [/SigningKeys\/\*$/, "keys are made and removed by the ids that a deployer gives them"],
  [/:identity\/\*$/, "in the sandbox SES checks the recipient's identity too; a condition holds the sender"],
];

/**
 * What would make the stack unsafe, or quietly wrong, though it could be deployed.
 *
 * @returns a sentence for each fault; empty when there is none
 */
export function safetyFaults(template: TemplateJson): string[] {
  return [
    ...bucketFaults(template),
    ...permissionFaults(template),
    ...functionUrlFaults(template),
    ...queueFaults(template),
    ...cachingFaults(template),
    ...secretFaults(template),
  ];
}

function bucketFaults(template: TemplateJson): string[] {
  const open = resourcesOf(template, "AWS::S3::Bucket").filter(([, { Properties }]) => {
    const block = Object.values(Properties.PublicAccessBlockConfiguration ?? {});
    return block.length !== 4 || block.some((each) => each !== true) || "AccessControl" in Properties;
  });
  const everybody = allowed(template).filter(({ Principal }) => textOf(Principal) === "*");
  return [...open.map(([id]) => `${id} can be made public`), ...everybody.map(() => "a policy lets everybody in")];
}

function permissionFaults(template: TemplateJson): string[] {
  const statements = allowed(template);
  const actions = statements.flatMap(({ Action }) => listOf<string>(Action));
  const resources = statements.flatMap(({ Resource }) => listOf<unknown>(Resource)).map(textOf);
  return [
    ...actions.filter((action) => action.includes("*")).map((action) => `${action} is a wildcard`),
    ...resources
      .filter((arn) => arn.includes("*") && !WIDE_FOR_A_REASON.some(([pattern]) => pattern.test(arn)))
      .map((arn) => `${arn} is wide without a reason`),
  ];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
function functionUrlFaults(template: TemplateJson): string[] {
  const granted = resourcesOf(template, "AWS::Lambda::Permission").map(([, { Properties }]) => Properties);
  return resourcesOf(template, "AWS::Lambda::Url").flatMap(([id, { Properties: url }]) => {
    const toCloudFront = granted.filter(
      (each) =>
        each.Principal === "cloudfront.amazonaws.com" &&
        [textOf(url.TargetFunctionArn), `${id}.FunctionArn`].includes(textOf(each.FunctionName)) &&
        /:distribution\/\w*Distribution\w*$/.test(textOf(each.SourceArn)),
    );
    const mayUrl = toCloudFront.some((each) => each.Action === "lambda:InvokeFunctionUrl");
    const mayInvoke = toCloudFront.some(
      (each) => each.Action === "lambda:InvokeFunction" && each.InvokedViaFunctionUrl === true,
    );
    const toAnybody = granted.filter((each) => each.Principal === "*");
    return [
      ...toAnybody.map(() => "a function can be invoked by anybody"),
      ...(url.AuthType === "AWS_IAM" ? [] : [`${id} can be called by anybody`]),
      ...(mayUrl ? [] : [`${id} does not let CloudFront call its URL`]),
      ...(mayInvoke ? [] : [`${id} does not let CloudFront call its function`]),
    ];
  });
}

/** A queue either keeps what failed or knows one that does. */
function queueFaults(template: TemplateJson): string[] {
  const queues = resourcesOf(template, "AWS::SQS::Queue");
  const ofQueues = queues.map(([, { Properties }]) => Properties.RedrivePolicy?.deadLetterTargetArn);
  const ofFunctions = resourcesOf(template, "AWS::Lambda::Function").map(
    ([, { Properties }]) => Properties.DeadLetterConfig?.TargetArn,
  );
  const keeping = new Set([...ofQueues, ...ofFunctions].map((arn) => textOf(arn).split(".")[0]));
  return queues
    .filter(([id, { Properties }]) => !keeping.has(id) && !Properties.RedrivePolicy)
    .map(([id]) => `${id} loses what fails`);
}

function cachingFaults(template: TemplateJson): string[] {
  const configs = resourcesOf(template, "AWS::CloudFront::Distribution").map(
    ([, { Properties }]) => Properties.DistributionConfig,
  );
  const untagged = configs.filter((config) => config.CacheTagConfig?.HeaderName !== CACHE_TAG_HEADER);
  const keys = resourcesOf(template, "AWS::CloudFront::CachePolicy").flatMap(([id, { Properties }]) => {
    const key = Properties.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin;
    const kinds = [key.HeadersConfig.HeaderBehavior, key.CookiesConfig.CookieBehavior];
    const isPathAlone = [...kinds, key.QueryStringsConfig.QueryStringBehavior].every((kind) => kind === "none");
    const isEncoded = key.EnableAcceptEncodingBrotli || key.EnableAcceptEncodingGzip;
    return isPathAlone && !isEncoded ? [] : [`${id} caches under more than the path`];
  });
  return [...untagged.map(() => "no cache tags are read, and a deletion reaches no edge"), ...keys];
}

/** A template can be read by whoever may look at the stack. */
function secretFaults(template: TemplateJson): string[] {
  const variables = resourcesOf(template, "AWS::Lambda::Function").flatMap(([id, { Properties }]) =>
    Object.keys(Properties.Environment?.Variables ?? {}).map((name) => `${id} ${name}`),
  );
  const secrets = variables.filter((name) => /SECRET|PASSWORD|SIGNING_KEY$/.test(name));
  const stores = resourcesOf(template, "AWS::CloudFront::KeyValueStore").filter(([, { Properties }]) =>
    JSON.stringify(Properties).includes("signing-key"),
  );
  return [...secrets, ...stores.map(([id]) => id)].map((name) => `${name} shows a secret`);
}

function allowed(template: TemplateJson): Properties[] {
  return POLICIES.flatMap((type) => resourcesOf(template, type))
    .flatMap(([, { Properties }]) => listOf<Properties>(Properties.PolicyDocument.Statement))
    .filter(({ Effect }) => Effect === "Allow");
}
