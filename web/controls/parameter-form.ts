import type { QueryParameters } from "../../client/image-source.ts";
import { PARAMETER_DOCS } from "../../lib/url/parameter-docs.ts";
import type { ParameterName, ParameterRow } from "../../lib/url/parameters.ts";
import { element, sentence } from "../element.ts";
import type { Control } from "./control.ts";
import { controlGroups, rowLabel } from "./control-groups.ts";
import { controlOf } from "./control-of.ts";

/** Controls for everything that can be asked of a picture. */
export interface ParameterForm {
  readonly element: HTMLElement;
  /** What is said, by the keys of the table, e.g. `{ w: "640", fit: "cover" }`. */
  parameters(): QueryParameters;
  set(key: string, text: string): void;
  clear(): void;
}

export interface ParameterFormOptions {
  /** Begins the ids of its fields: a page may have several forms. */
  readonly id: string;
  readonly scope: "url" | "defaults";
  readonly said?: QueryParameters;
  /** Where sliders stand while nothing is said, by key, e.g. `{ w: 1600 }`. */
  readonly starts?: Readonly<Record<string, number>>;
  /** Texts that are usual, by key. */
  readonly offers?: Readonly<Record<string, readonly string[]>>;
  /** Something to set a parameter by besides, by key, e.g. a picture to click on. */
  readonly companions?: Readonly<Record<string, HTMLElement>>;
  readonly onChange: () => void;
}

/** Groups that are open from the beginning; the others are a click away. */
const OPEN = ["Size", "Crop", "Format"];

export function parameterForm(options: ParameterFormOptions): ParameterForm {
  const controls = new Map<string, Control>();
  const groups = controlGroups(options.scope).map(({ title, rows }) =>
    element(
      "details",
      { class: "group", open: options.scope === "url" && OPEN.includes(title) },
      element("summary", {}, title),
      ...rows.map((row) => {
        const { key } = row;
        const field = fieldOf(row, options);
        controls.set(key, field.control);
        return field.element;
      }),
    ),
  );
  const form: ParameterForm = {
    element: element("form", { class: "parameters", onsubmit: (event) => event.preventDefault() }, ...groups),
    parameters() {
      const said = [...controls].map(([key, control]) => [key, control.text()] as const);
      return Object.fromEntries(said.filter(([, text]) => text !== ""));
    },
    set: (key, text) => controls.get(key)?.set(text),
    clear() {
      for (const control of controls.values()) control.set("");
    },
  };
  for (const [key, text] of Object.entries(options.said ?? {})) form.set(key, text);
  return form;
}

function fieldOf(row: ParameterRow, options: ParameterFormOptions): { element: HTMLElement; control: Control } {
  const { key } = row;
  const id = `${options.id}-${key}`;
  const label = rowLabel(row);
  const about = { start: options.starts?.[key], offers: options.offers?.[key], onChange: options.onChange };
  const control = controlOf({ row, id, label, ...about });
  const companion = options.companions?.[key];
  const made = element(
    "div",
    { class: "field" },
    element("label", { for: id }, label, " ", element("code", {}, key)),
    control.element,
    ...(companion === undefined ? [] : [companion]),
    element("p", { class: "hint", id: `${id}-hint` }, ...sentence(PARAMETER_DOCS[row.name as ParameterName])),
  );
  for (const input of control.element.matches("input, select")
    ? [control.element]
    : control.element.querySelectorAll("input, select")) {
    input.setAttribute("aria-describedby", `${id}-hint`);
  }
  return { element: made, control };
}
