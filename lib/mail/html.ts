/** HTML that is safe to put into HTML. */
export interface Html {
  readonly html: string;
}

/**
 * Text as HTML, every value escaped unless it is HTML already.
 *
 * @example html`<b>${"<script>"}</b>`.html // <b>&lt;script&gt;</b>
 */
export function html(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const parts = texts.map((text, i) => text + (i < values.length ? escaped(values[i]!) : ""));
  return { html: parts.join("") };
}

function escaped(value: string | number | Html | readonly Html[]): string {
  if (typeof value === "number") return `${value}`;
  if (typeof value === "string") return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return "html" in value ? value.html : value.map((each) => each.html).join("");
}
