type JsonType = "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";

/**
 * A JSON Schema of the dialect 2020-12, as far as the API needs it.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html#schema-object
 */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly (string | number | null)[];
  readonly default?: string | number | boolean;
  readonly format?: "date-time" | "uri";
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
}

type IsOptional<T, Key extends keyof T> = Partial<Record<Key, T[Key]>> extends Pick<T, Key> ? true : false;

/** A schema for every property of a type; the names of those that may be absent end in `?`, as in TypeScript. */
export type PropertiesOf<T> = {
  readonly [Key in keyof T & string as IsOptional<T, Key> extends true ? `${Key}?` : Key]: Schema;
};

/**
 * The schema of an object that has exactly a type's properties; with one that is missing or too much it does not compile.
 *
 * @param properties e.g. `{ id: ID, "problem?": component("Problem") }`
 */
export function objectSchema<T extends object>(description: string, properties: PropertiesOf<T>): Schema {
  const entries = Object.entries<Schema>(properties);
  return {
    description,
    type: "object",
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ""), schema])),
    required: entries.map(([name]) => name).filter((name) => !name.endsWith("?")),
    additionalProperties: false,
  };
}

/** A text, e.g. `{ "type": "string", "description": … }`. */
export function text(
  description: string,
  more: Pick<Schema, "enum" | "format" | "pattern" | "minLength" | "maxLength"> = {},
): Schema {
  return { type: "string", description, ...more };
}

/** A whole number from 0 up, such as pixels or bytes. */
export function whole(description: string, more: Pick<Schema, "minimum" | "maximum"> = {}): Schema {
  return { type: "integer", description, minimum: 0, ...more };
}

/** The same, or `null`. */
export function orNull(schema: Schema): Schema {
  const types = [schema.type ?? []].flat();
  return { ...schema, type: [...types, "null"], ...(schema.enum && { enum: [...schema.enum, null] }) };
}

/** Schemas that have a name. */
export type ComponentName =
  | "Image"
  | "RetrievedImage"
  | "Rendition"
  | "ImagePage"
  | "ImageChanges"
  | "Download"
  | "PublicImage"
  | "Explanation"
  | "AskedTransform"
  | "AnnouncedUpload"
  | "BegunUpload"
  | "Receipt"
  | "AskedAgain"
  | "User"
  | "Notifications"
  | "Transform"
  | "Defaults"
  | "Problem";

/** A schema by its name. */
export function component(name: ComponentName): Schema {
  return { $ref: `#/components/schemas/${name}` };
}
