import { IMAGES_TABLE_NAME, ORIGINALS_BUCKET, USERS_TABLE_NAME, VARIANTS_BUCKET } from "../../dev/local-cloud.ts";
import type { Right } from "./needed-rights.ts";
import { listOf, type Properties, resourcesOf, type TemplateJson, textOf } from "./template.ts";

/** What the template calls things, and what the recording does. */
const LOCAL_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^.*StorageOriginals\w+\.Arn/, ORIGINALS_BUCKET],
  [/^.*StorageVariants\w+\.Arn/, VARIANTS_BUCKET],
  [/^.*TablesImages\w+\.Arn/, IMAGES_TABLE_NAME],
  [/^.*TablesUsers\w+\.Arn/, USERS_TABLE_NAME],
  [/^.*WorkQueue\w+\.Arn$/, "queue"],
  [/^.*:identity\/\*$/, "identity/*"],
  [/^.*:distribution\/\w+$/, "distribution"],
];

/**
 * What the roles of the functions are granted.
 *
 * @param callers e.g. `["Transformer", "Api"]`
 * @returns rights whose `on` may hold asterisks
 */
export function grantedRights(template: TemplateJson, callers: readonly string[]): Right[] {
  return resourcesOf(template, "AWS::IAM::Policy").flatMap(([id, { Properties }]) => {
    const caller = callers.find((each) => id.startsWith(`ImageCdn${each}FunctionRole`));
    return caller === undefined ? [] : rightsIn(Properties, caller);
  });
}

function rightsIn({ PolicyDocument }: Properties, caller: string): Right[] {
  return listOf<Properties>(PolicyDocument.Statement).flatMap(({ Action, Resource }) =>
    listOf<string>(Action).flatMap((action) =>
      listOf<unknown>(Resource).map((resource): Right => ({ caller, action, on: localName(textOf(resource)) })),
    ),
  );
}

/** Whether a grant covers what is needed; an asterisk stands for anything, as in a policy. */
export function covers(granted: Right, needed: Right): boolean {
  const pattern = granted.on.split("*").map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&"));
  const isThere = new RegExp(`^${pattern.join(".*")}$`).test(needed.on);
  return granted.caller === needed.caller && granted.action === needed.action && isThere;
}

function localName(arn: string): string {
  const [pattern, name] = LOCAL_NAMES.find(([each]) => each.test(arn)) ?? [/$^/, ""];
  return arn.replace(pattern, name);
}
