import { PARAMETER_DOCS } from "../../lib/url/parameter-docs.ts";
import { type ParameterName, type ParameterRow, ROWS } from "../../lib/url/parameters.ts";
import { accepts } from "../../lib/url/sentences.ts";
import type { Schema } from "./schema.ts";

/**
 * A row of the parameter table as a schema, for queries and for JSON alike.
 *
 * @returns e.g. `{ "type": "integer", "minimum": 1, "maximum": 4096, "description": … }` of `w`
 */
export function parameterSchema(row: ParameterRow): Schema {
  const description = `${PARAMETER_DOCS[row.name as ParameterName]} Accepts ${accepts(row)}.${aliasesOf(row)}`;
  const byDefault = row.default === undefined ? {} : { default: row.default };
  return { description, ...kindSchema(row), ...byDefault };
}

/**
 * An object of parameters, each optional.
 *
 * @param without keys that it does not take, e.g. `["s", "exp"]`
 */
export function transformSchema(description: string, without: readonly string[]): Schema {
  const rows = ROWS.filter(({ key }) => !without.includes(key));
  const properties = Object.fromEntries(rows.map((row) => [row.key, parameterSchema(row)]));
  return { description, type: "object", properties, additionalProperties: false };
}

function aliasesOf({ aliases }: ParameterRow): string {
  return aliases === undefined ? "" : ` Also ${aliases.map((alias) => `\`${alias}\``).join(", ")}.`;
}

function kindSchema(row: ParameterRow): Schema {
  switch (row.kind) {
    case "integer":
      return {
        ...numberOrWord(row.word),
        ...rangeOf(row),
      };
    case "decimal":
      return { type: "number", ...rangeOf(row) };
    case "numbers":
      return { type: "string", pattern: `^\\d+(,\\d+){${row.min.length - 1}}$` };
    case "word":
      return { type: "string", enum: [...row.words.split(" "), ...otherWords(row.also)] };
    case "flag":
      return { type: "boolean" };
    case "ratio":
      return { type: "string", pattern: "^[1-9]\\d{0,3}:[1-9]\\d{0,3}$" };
    case "color":
      return { type: "string", pattern: "^(#?([\\da-fA-F]{3,4}|[\\da-fA-F]{6}|[\\da-fA-F]{8})|[A-Za-z]+)$" };
    case "name":
      return { type: "string", pattern: row.pattern.source };
    case "text":
      return { type: "string", minLength: 1, maxLength: row.max };
  }
}

function numberOrWord(word: string | undefined): Schema {
  return word === undefined ? { type: "integer" } : { type: ["integer", "string"], pattern: `^${word}$` };
}

function rangeOf({ min, max }: { readonly min: number; readonly max: number }): Schema {
  return { minimum: min, maximum: max };
}

/** @param also e.g. `top north right east`: every second one is what the one before stands for */
function otherWords(also = ""): readonly string[] {
  return also.split(" ").filter((word, index) => word !== "" && index % 2 === 0);
}
