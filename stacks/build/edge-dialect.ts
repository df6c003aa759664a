import { type AnyNode, type Program, parse } from "acorn";
import { unknownNames } from "./edge-names.ts";
import { type Surroundings, syntaxFaults } from "./edge-syntax.ts";
import { childrenOf, isFunction } from "./syntax-tree.ts";

/**
 * What CloudFront's runtime 2.0 would refuse, or run differently, in the code of a function.
 *
 * It allows what the smallest engine in question (njs 0.7.9) is known to run, and names everything else: what
 * CloudFront finds only at deployment, or at the first request that takes the branch, is found here.
 *
 * @param code the whole script, e.g. `function handler(event) { return event.request; }`
 * @returns a sentence for each fault; empty when there is none
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function edgeDialectFaults(code: string): string[] {
  try {
    return programFaults(parse(code, { ecmaVersion: "latest", sourceType: "module" }));
  } catch (cause) {
    if (cause instanceof SyntaxError) return [`does not parse: ${cause.message}`];
    throw cause;
  }
}

function programFaults(program: Program): string[] {
  const syntax = faultsBelow(program, { isAsync: false, isArgument: false, functionDepth: 0 });
  const handler = hasHandler(program) ? [] : ["has no function handler at the top"];
  return [...new Set([...syntax, ...unknownNames(program), ...handler])];
}

function faultsBelow(parent: AnyNode, surroundings: Surroundings): string[] {
  return childrenOf(parent).flatMap((node) => {
    const here = { ...surroundings, isArgument: surroundings.isArgument || isArgumentOf(parent, node) };
    return [...syntaxFaults(node, here), ...faultsBelow(node, within(node, here))];
  });
}

function within(node: AnyNode, around: Surroundings): Surroundings {
  if (!isFunction(node)) return around;
  return { isAsync: node.async, isArgument: false, functionDepth: around.functionDepth + 1 };
}

function isArgumentOf(parent: AnyNode, node: AnyNode): boolean {
  return (parent.type === "CallExpression" || parent.type === "NewExpression") && parent.callee !== node;
}

function hasHandler(program: Program): boolean {
  return program.body.some((node) => node.type === "FunctionDeclaration" && node.id.name === "handler");
}
