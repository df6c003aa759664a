import { type Html, html } from "../../lib/mail/html.ts";
import type { Schema } from "./schema.ts";

/** A sentence or some of a description, with what stands between backticks as code. */
export function prose(text = ""): Html {
  const parts = text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
  return text === "" ? html`` : html`<p>${parts}</p>`;
}

/** The properties of an object, one a row; those of an object inside of it follow theirs. */
export function schemaRows({ properties, required = [] }: Schema): Html {
  if (properties === undefined) return html``;
  const rows = Object.entries(properties).flatMap(([name, schema]) => rowsOf(name, schema, required.includes(name)));
  return html`<div class="wide"><table>${rows}</table></div>`;
}

function rowsOf(name: string, schema: Schema, isRequired: boolean): Html[] {
  const own = html`<tr><td><code>${name}</code>${isRequired ? " *" : ""}<td>${typeOf(schema)}<td>${prose(schema.description)}</tr>
`;
  const inner = Object.entries(schema.properties ?? {});
  return [
    own,
    ...inner.flatMap(([key, each]) => rowsOf(`${name}.${key}`, each, schema.required?.includes(key) ?? false)),
  ];
}

/** What a value may be, in words, e.g. `integer, 1 to 4096`. */
function typeOf(schema: Schema): Html {
  const { $ref, type, enum: words, minimum, maximum, items, format } = schema;
  if ($ref !== undefined) {
    const name = $ref.replace("#/components/schemas/", "");
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (items !== undefined) return html`array of ${typeOf(items)}`;
  if (words !== undefined) return html`${words.map((word) => `${word}`).join(", ")}`;
  const range = maximum === undefined ? "" : `, ${minimum ?? ""} to ${maximum}`;
  return html`${[type ?? "anything"].flat().join(" or ")}${format ? `, ${format}` : ""}${range}`;
}
