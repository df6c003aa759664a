import { readFile } from "node:fs/promises";
import { type ArrayExpression, type Expression, type Program, parse, type SpreadElement } from "acorn";
import { type Plugin, transform } from "esbuild";

/**
 * The parameters of the smaller function, by the names of their rows.
 *
 * Without size and format there are no pictures on pages, without `p` no links in mails, without `exp` and `s` no signed
 * URLs.
 */
export const CORE_PARAMETERS: readonly string[] = [
  ...["width", "height", "fit", "format", "quality", "dpr", "gravity"],
  ...["rendition", "expires", "signature"],
];

const TABLE_FILE = /lib[\\/]url[\\/]parameters\.ts$/;

/**
 * Leaves only the core's rows in the parameter table of a bundle: fewer bytes to read and fewer rows to walk with each
 * request, and all other parameters unknown.
 *
 * What it answers, the whole function would answer too: rows keep their order, and so variants their keys.
 */
export function coreTable(): Plugin {
  return {
    name: "core-table",
    setup({ onLoad }) {
      onLoad({ filter: TABLE_FILE }, async ({ path }) => {
        const { code } = await transform(await readFile(path, "utf8"), { loader: "ts" });
        return { contents: withRows(code, CORE_PARAMETERS), loader: "js" };
      });
    },
  };
}

/**
 * The table's module with some of its rows.
 *
 * @param module JavaScript that declares `PARAMETERS` as a list of rows with a `name` each
 * @param names e.g. `["width"]`
 * @throws Error when the list or one of the rows is not there
 */
export function withRows(module: string, names: readonly string[]): string {
  const table = tableIn(parse(module, { ecmaVersion: "latest", sourceType: "module" }));
  const rows = table.elements.filter((row) => row !== null);
  const texts = names.map((name) => {
    const row = rows.find((each) => nameOf(each) === name);
    if (row === undefined) throw new Error(`The parameter table has no row ${name}`);
    return { start: row.start, text: module.slice(row.start, row.end) };
  });
  const inOrder = texts.sort((one, other) => one.start - other.start).map(({ text }) => text);
  return `${module.slice(0, table.start)}[${inOrder.join(",")}]${module.slice(table.end)}`;
}

function tableIn({ body }: Program): ArrayExpression {
  for (const node of body) {
    const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && id.name === "PARAMETERS" && init?.type === "ArrayExpression") return init;
    }
  }
  throw new Error("The parameter table is no list named PARAMETERS");
}

function nameOf(row: Expression | SpreadElement): unknown {
  if (row.type !== "ObjectExpression") return undefined;
  for (const property of row.properties) {
    if (property.type !== "Property" || property.key.type !== "Identifier" || property.key.name !== "name") continue;
    return property.value.type === "Literal" ? property.value.value : undefined;
  }
  return undefined;
}
