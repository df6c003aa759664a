import { PolicyStatement } from "aws-cdk-lib/aws-iam";

/**
 * One permission of a function, with every action and resource written out.
 *
 * @param actions e.g. `["s3:GetObject"]`; never with a wildcard
 * @param resources ARNs, as narrow as the act is: a prefix, an index, a distribution
 */
export function allow(actions: readonly string[], ...resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources] });
}

/**
 * The same for the items of a table whose keys begin with one word.
 *
 * @param prefix e.g. `demand#`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function allowItems(
  actions: readonly string[],
  tableArn: string,
  ...prefixes: readonly string[]
): PolicyStatement {
  const conditions = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": prefixes.map((prefix) => `${prefix}*`) } };
  return new PolicyStatement({ actions: [...actions], resources: [tableArn], conditions });
}
