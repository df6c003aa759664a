import { Stack, Token } from "aws-cdk-lib";
import type { Construct } from "constructs";

/** Where CloudFront's certificates, metrics and logs live; the rest is there too, since it belongs into the same stack. */
export const HOME_REGION = "us-east-1";

/** @throws Error when the stack is known to be somewhere else */
export function requireHomeRegion(scope: Construct): void {
  const { region, stackName } = Stack.of(scope);
  if (Token.isUnresolved(region) || region === HOME_REGION) return;
  throw new Error(
    `${stackName} is in ${region}; Darkroom's stack must be in ${HOME_REGION}, as CloudFront's parts are.`,
  );
}
