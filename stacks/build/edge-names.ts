import type { AnyNode, Identifier, Program } from "acorn";
import { childrenOf, isFunction } from "./syntax-tree.ts";

const GLOBALS: ReadonlySet<string> = new Set([
  ...["Object", "String", "Number", "Math", "Date", "RegExp", "JSON", "Array", "Promise", "Symbol", "ArrayBuffer"],
  ...["Error", "TypeError", "RangeError", "SyntaxError", "URIError", "ReferenceError", "DataView", "Buffer"],
  ...["Uint8Array", "Uint16Array", "Uint32Array", "Int32Array", "TextEncoder", "TextDecoder", "atob", "btoa"],
  ...["decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "parseInt", "parseFloat"],
  ...["isFinite", "isNaN", "NaN", "Infinity", "undefined", "arguments", "console", "require"],
]);

/**
 * The names that code uses without declaring them and that CloudFront's runtime 2.0 does not have either.
 *
 * @returns one sentence each, e.g. `uses Map, which the runtime does not have`
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function unknownNames(program: Program): string[] {
  const unknown = new Set(unknownInScope(program, GLOBALS));
  return [...unknown].map((name) => `uses ${name}, which the runtime does not have`);
}

function unknownInScope(scope: AnyNode, outerNames: ReadonlySet<string>): string[] {
  return unknownBelow(scope, new Set([...outerNames, ...declaredIn(scope)]));
}

function unknownBelow(parent: AnyNode, known: ReadonlySet<string>): string[] {
  return childrenOf(parent).flatMap((node) => {
    if (isFunction(node)) return unknownInScope(node, known);
    if (node.type !== "Identifier") return unknownBelow(node, known);
    return isLabelOrKey(node, parent) || known.has(node.name) ? [] : [node.name];
  });
}

/** Names of blocks count for the whole function: the engine refuses what that lets through by itself. */
function declaredIn(scope: AnyNode): string[] {
  const own = isFunction(scope) ? [...scope.params, scope.id].flatMap(namesBound) : [];
  return [...own, ...namesDeclaredBelow(scope)];
}

function namesDeclaredBelow(parent: AnyNode): string[] {
  return childrenOf(parent).flatMap((node) => {
    if (node.type === "FunctionDeclaration") return namesBound(node.id);
    if (isFunction(node)) return [];
    return [...namesDeclaredBy(node), ...namesDeclaredBelow(node)];
  });
}

function namesDeclaredBy(node: AnyNode): string[] {
  if (node.type === "VariableDeclarator") return namesBound(node.id);
  if (node.type === "ImportDefaultSpecifier") return namesBound(node.local);
  if (node.type === "CatchClause" && node.param) return namesBound(node.param);
  return [];
}

/** Destructuring and default values bind names too, but the dialect refuses their syntax before it comes to names. */
function namesBound(node: AnyNode | null | undefined): string[] {
  if (node?.type === "RestElement") return namesBound(node.argument);
  return node?.type === "Identifier" ? [node.name] : [];
}

function isLabelOrKey(node: Identifier, parent: AnyNode): boolean {
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent.type === "Property") return parent.key === node && parent.value !== node && !parent.computed;
  return ["LabeledStatement", "BreakStatement", "ContinueStatement"].includes(parent.type);
}
