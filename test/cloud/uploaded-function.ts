import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "../../stacks/build/offline/account.ts";
import { openZip } from "./zip.ts";

/** A function that a deployment has brought into the account. */
export interface UploadedFunction {
  /** Its folder's name in the build folder, e.g. `transformer`. */
  readonly name: string;
  readonly zip: Buffer;
  /** Hex SHA-256 of the zip. */
  readonly sha256: string;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly runtime: string;
  readonly architecture: string;
  readonly handler: string;
  /** Names of the variables that the stack gives it. */
  readonly variables: readonly string[];
}

interface LambdaProperties {
  readonly Runtime: string;
  readonly Architectures: readonly string[];
  readonly Handler: string;
  readonly Code: { readonly S3Key?: string };
  readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: LambdaProperties }>>;
}

/** The stack's template as it was uploaded. */
export function uploadedTemplate(account: Account, stackName: string): Template {
  const { templateKey } = account.stacks.get(stackName) ?? {};
  const template = templateKey === undefined ? undefined : account.objects.get(templateKey);
  if (template === undefined) throw new Error(`${stackName} was deployed without a template`);
  return JSON.parse(template.toString());
}

/**
 * Every Lambda function of the stack, with the bytes that were uploaded for it.
 *
 * @param names the folders that the build made
 * @throws Error for a function whose zip was not uploaded, or is none of the build's
 */
export async function uploadedFunctions(
  account: Account,
  stackName: string,
  names: readonly string[],
): Promise<UploadedFunction[]> {
  const resources = Object.values(uploadedTemplate(account, stackName).Resources);
  const lambdas = resources.filter(({ Type }) => Type === "AWS::Lambda::Function");
  const built = await Promise.all(names.map((name) => readFile(join(".build", name, "index.mjs"))));
  return lambdas.map(({ Properties }) => {
    const key = Properties.Code.S3Key ?? "";
    const [, zip] = [...account.objects].find(([name]) => name.endsWith(`/${key}`)) ?? [];
    if (zip === undefined) throw new Error(`The zip ${key} was not uploaded`);
    const files = openZip(zip);
    const name = names[built.findIndex((code) => files.get("index.mjs")?.equals(code))];
    if (name === undefined) throw new Error(`The zip ${key} is none that the build made`);
    return {
      name,
      zip,
      files,
      sha256: createHash("sha256").update(zip).digest("hex"),
      runtime: Properties.Runtime,
      architecture: Properties.Architectures.join(),
      handler: Properties.Handler,
      variables: Object.keys(Properties.Environment?.Variables ?? {}),
    };
  });
}
