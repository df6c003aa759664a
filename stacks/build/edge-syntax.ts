import type { AnyNode, CallExpression, ImportDeclaration, Literal, NewExpression } from "acorn";
import { type FunctionNode, isFunction } from "./syntax-tree.ts";

const NODES: ReadonlySet<string> = new Set([
  ...["Program", "ImportDeclaration", "ImportDefaultSpecifier", "VariableDeclaration", "VariableDeclarator"],
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "RestElement", "BlockStatement"],
  ...["ExpressionStatement", "EmptyStatement", "IfStatement", "ForStatement", "ForInStatement", "WhileStatement"],
  ...["DoWhileStatement", "SwitchStatement", "SwitchCase", "ReturnStatement", "BreakStatement", "ContinueStatement"],
  ...["LabeledStatement", "ThrowStatement", "TryStatement", "CatchClause", "Identifier", "Literal", "Property"],
  ...["TemplateLiteral", "TemplateElement", "ThisExpression", "ArrayExpression", "ObjectExpression"],
  ...["UnaryExpression", "UpdateExpression", "BinaryExpression", "AssignmentExpression", "LogicalExpression"],
  ...["MemberExpression", "ConditionalExpression", "CallExpression", "NewExpression", "SequenceExpression"],
  "AwaitExpression",
]);

const MISSING_METHODS: ReadonlySet<string> = new Set([
  ...["at", "flat", "flatMap", "from", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"],
  ...["fromEntries", "hasOwn", "groupBy", "matchAll", "replaceAll", "localeCompare", "normalize", "isWellFormed"],
]);

const MODULES: ReadonlySet<unknown> = new Set(["crypto", "querystring", "buffer"]);

/** What decides, around a node, whether it may stand there. */
export type Surroundings = { readonly isAsync: boolean; readonly isArgument: boolean; readonly functionDepth: number };

/** What is wrong with one node, its children aside; a sentence for each fault. */
export function syntaxFaults(node: AnyNode, around: Surroundings): string[] {
  if (!NODES.has(node.type)) return [`${node.type} at ${node.start}`];
  return reasonsAgainst(node, around).map((reason) => `${reason} at ${node.start}`);
}

function reasonsAgainst(node: AnyNode, around: Surroundings): string[] {
  if (isFunction(node)) return functionReasons(node, around);
  switch (node.type) {
    case "ImportDeclaration":
      return isCloudFrontImport(node) ? [] : ['an import other than `import cf from "cloudfront"`'];
    case "AwaitExpression":
      return awaitReasons(around);
    case "CatchClause":
      return node.param ? [] : ["catch without a binding"];
    case "LogicalExpression":
      return node.operator === "??" ? ["??"] : [];
    case "AssignmentExpression":
      return ["??=", "||=", "&&="].includes(node.operator) ? [node.operator] : [];
    case "Literal":
      return literalReasons(node);
    case "CallExpression":
    case "NewExpression":
      return callReasons(node);
    default:
      return [];
  }
}

/** "async arguments and closures are not supported": the page on runtime 2.0. */
function functionReasons(node: FunctionNode, around: Surroundings): string[] {
  if (node.generator) return ["a generator"];
  if (node.async && (around.functionDepth > 0 || node.type !== "FunctionDeclaration")) return ["an async closure"];
  return [];
}

function awaitReasons(around: Surroundings): string[] {
  if (!around.isAsync) return ["await outside an async function"];
  return around.isArgument ? ["await inside the arguments of a call"] : [];
}

function isCloudFrontImport(node: ImportDeclaration): boolean {
  const [specifier, ...others] = node.specifiers;
  return (
    node.source.value === "cloudfront" &&
    node.start === 0 &&
    specifier?.type === "ImportDefaultSpecifier" &&
    others.length === 0
  );
}

function literalReasons(node: Literal): string[] {
  if (typeof node.bigint === "string") return ["a BigInt"];
  if (typeof node.value === "number" && /_/.test(node.raw ?? "")) return ["a numeric separator"];
  return node.regex ? regexReasons(node.regex.pattern, node.regex.flags) : [];
}

function callReasons(node: CallExpression | NewExpression): string[] {
  const { callee } = node;
  if (callee.type === "MemberExpression" && callee.property.type === "Identifier" && !callee.computed) {
    const isOfBuffer = callee.object.type === "Identifier" && callee.object.name === "Buffer";
    return MISSING_METHODS.has(callee.property.name) && !isOfBuffer ? [`the method ${callee.property.name}`] : [];
  }
  if (callee.type !== "Identifier") return [];
  if (callee.name === "require") return MODULES.has(literalAt(node, 0)) ? [] : ["require of an unknown module"];
  if (callee.name === "RegExp") return regexReasons(literalAt(node, 0) ?? "", literalAt(node, 1) ?? "");
  return [];
}

function regexReasons(pattern: string, flags: string): string[] {
  if (/[^gim]/.test(flags)) return [`the regular expression flags ${flags}`];
  return /\(\?<[=!]|\\[pP]\{/.test(pattern) ? ["a lookbehind or Unicode property in a regular expression"] : [];
}

function literalAt(node: CallExpression | NewExpression, position: number): string | undefined {
  const argument = node.arguments[position];
  return argument?.type === "Literal" && typeof argument.value === "string" ? argument.value : undefined;
}
