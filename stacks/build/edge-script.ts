import { type ImportDeclaration, type Program, parse } from "acorn";

/**
 * Turns a bundled ES module into the script that CloudFront runs: a function `handler` at the top, no exports, the
 * import of `cloudfront` first and any other module by `require`.
 *
 * @param module e.g. `import c from"crypto";function h(e){…}export{h as handler};`
 * @param settings a statement that declares what the module names and does not have; empty where there is none
 * @returns e.g. `var c=require("crypto");function handler(e){…}`
 * @throws Error when the module does not export `handler`
 */
export function toFunctionScript(module: string, settings = ""): string {
  const program = parse(module, { ecmaVersion: "latest", sourceType: "module" });
  const exported = exportedHandler(program);
  const imports: string[] = [];
  const statements: string[] = [];
  for (const node of program.body) {
    const text = module.slice(node.start, node.end);
    if (node.type === "ImportDeclaration") imports.push(importText(node, text));
    else if (node.type === "FunctionDeclaration" && node.id.name === exported) {
      statements.push(`${module.slice(node.start, node.id.start)}handler${module.slice(node.id.end, node.end)}`);
    } else if (node.type !== "ExportNamedDeclaration") statements.push(text);
  }
  return [...imports.sort(cloudFrontFirst), settings, ...statements].join("");
}

function exportedHandler(program: Program): string {
  for (const node of program.body) {
    if (node.type !== "ExportNamedDeclaration") continue;
    const handler = node.specifiers.find(
      ({ exported }) => exported.type === "Identifier" && exported.name === "handler",
    );
    if (handler?.local.type === "Identifier") return handler.local.name;
  }
  throw new Error("A CloudFront Function must export a function named handler");
}

function importText(node: ImportDeclaration, text: string): string {
  const [specifier] = node.specifiers;
  if (node.source.value === "cloudfront" || specifier?.type !== "ImportDefaultSpecifier") return text;
  return `var ${specifier.local.name}=require(${node.source.raw});`;
}

function cloudFrontFirst(one: string, other: string): number {
  return Number(other.startsWith("import")) - Number(one.startsWith("import"));
}
