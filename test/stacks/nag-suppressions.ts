/** A finding of cdk-nag that is left as it is. */
export interface Suppression {
  readonly rule: string;
  /** What the resource's path ends with. */
  readonly on: RegExp;
  /** What the finding is about, for rules that find more than one thing on a resource. */
  readonly about?: RegExp;
  readonly reason: string;
}

export const SUPPRESSIONS: readonly Suppression[] = [
  {
    rule: "AwsSolutions-IAM5",
    on: /(Transformer|Api|Worker|Sweeper)\/FunctionRole\/DefaultPolicy\/Resource$/,
    about: /\.Arn>\/(incoming|originals|mezzanines|images)\/\*$/,
    reason: "Objects under a prefix come to be while the service runs; the prefix is as narrow as it gets.",
  },
  {
    rule: "AwsSolutions-IAM5",
    on: /BucketContents\/FunctionRole\/DefaultPolicy\/Resource$/,
    about: /\.Arn>\/\*$/,
    reason: "It fills the playground's bucket and empties buckets that go with the stack, whatever is in them.",
  },
  {
    rule: "AwsSolutions-IAM5",
    on: /SigningKeys\/FunctionRole\/DefaultPolicy\/Resource$/,
    about: /parameter\/darkroom\/.+\/SigningKeys\/\*$/,
    reason: "Keys are made under ids that the deployer gives, in a folder that is this stack's own.",
  },
  {
    rule: "AwsSolutions-IAM5",
    on: /Worker\/FunctionRole\/DefaultPolicy\/Resource$/,
    about: /:identity\/\*$/,
    reason: "In the sandbox SES checks the recipient's identity too; a condition holds the sender's address.",
  },
  {
    rule: "AwsSolutions-S1",
    on: /(Originals|Variants|Pages|EdgeLog\/Bucket)\/Resource$/,
    reason: "S3's access log would hold the queries of presigned URLs; CloudFront's own log says what was asked for.",
  },
  {
    rule: "AwsSolutions-CFR3",
    on: /Distribution\/Resource$/,
    reason:
      "The rule knows the old logging only. There is a log by standard logging v2, which can leave out the query.",
  },
  {
    rule: "AwsSolutions-CFR4",
    on: /Distribution\/Resource$/,
    reason: "CloudFront's own certificate comes with its own minimum; with an own domain it is TLS 1.2.",
  },
  {
    rule: "AwsSolutions-COG3",
    on: /SignIn\/Users\/Resource$/,
    reason: "Threat protection is a paid plan of Cognito per user; a stack must cost nothing while it is idle.",
  },
  {
    rule: "AwsSolutions-APIG4",
    on: /Api\/Route\/Resource$/,
    reason: "The function checks each token, since only it can answer with a problem, and some routes need none.",
  },
];
