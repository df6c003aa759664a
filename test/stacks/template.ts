// biome-ignore lint/suspicious/noExplicitAny: a template is JSON of hundreds of shapes; a wrong path fails the test.
export type Properties = Record<string, any>;

export interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
  DeletionPolicy?: string;
  DependsOn?: string[];
}

/** A template as CloudFormation reads it; tests break copies of it. */
export interface TemplateJson {
  readonly Resources: Record<string, Resource>;
}

/** All resources of a type under their logical ids. */
export function resourcesOf(template: TemplateJson, type: string): [id: string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type whose logical id matches. */
export function theOne(template: TemplateJson, type: string, id = /./): Resource {
  const found = resourcesOf(template, type).filter(([name]) => id.test(name));
  if (found.length !== 1) throw new Error(`there are ${found.length} of ${type} named ${id}`);
  return found[0]![1];
}

/**
 * A value with its references as text.
 *
 * @returns e.g. `StorageOriginals18A8.Arn/originals/*` of a join over `Fn::GetAtt`
 */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const [[name, inner] = ["", undefined], ...others] = Object.entries(value);
  if (Array.isArray(value) || others.length > 0) return Object.values(value).map(textOf).join(" ");
  if (name === "Ref") return String(inner);
  if (name === "Fn::GetAtt") return (inner as string[]).join(".");
  if (name === "Fn::Join") {
    const [separator, parts] = inner as [string, unknown[]];
    return parts.map(textOf).join(separator);
  }
  return textOf(inner);
}

/** Whatever may be one or several, as several. */
export function listOf<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : ([value].flat() as T[]);
}
