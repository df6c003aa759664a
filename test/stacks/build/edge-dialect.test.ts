import { expect, test } from "vitest";
import { edgeDialectFaults } from "../../../stacks/build/edge-dialect.ts";

const HANDLER = "function handler(e){return e}";

test.each([
  ["spread in a call", `${HANDLER}Math.max(...[1])`],
  ["spread in an array", `${HANDLER}var a=[...[1]]`],
  ["spread in an object", `${HANDLER}var a={...{}}`],
  ["await in an argument", "async function handler(e){return String(await e)}"],
  ["await in a method's argument", "async function handler(e){var a=[];a.push(await e)}"],
  ["await deep in an argument", "async function handler(e){return String([1,await e])}"],
  ["await at the top", `await 1;${HANDLER}`],
  ["an async arrow", `${HANDLER}var f=async()=>1`],
  ["an async function in a function", `${HANDLER}function o(){async function i(){}}`],
  ["a generator", `${HANDLER}function*g(){}`],
  ["a class", `${HANDLER}class A{}`],
  ["for-of", "function handler(e){for(var x of e);}"],
  ["destructuring a variable", "function handler(e){var{a}=e}"],
  ["destructuring a parameter", "function handler([a]){return a}"],
  ["a default parameter", "function handler(e,b=1){return b}"],
  ["optional chaining", "function handler(e){return e?.a}"],
  ["nullish coalescing", "function handler(e){return e??1}"],
  ["logical assignment", "function handler(e){e.a||=1}"],
  ["catch without a binding", "function handler(e){try{}catch{}}"],
  ["a tagged template", `${HANDLER}String.raw\`a\``],
  ["a regular expression with u", `${HANDLER}/a/u.test("a")`],
  ["a regular expression with s", `${HANDLER}/a/s.test("a")`],
  ["a lookbehind", `${HANDLER}/(?<=a)b/.test("b")`],
  ["flags given to RegExp", `${HANDLER}new RegExp("a","u")`],
  ["a BigInt", `${HANDLER}var a=1n`],
  ["a numeric separator", `${HANDLER}var a=1_000`],
  ["Map", `${HANDLER}new Map()`],
  ["Map as the body of an arrow", `${HANDLER}var f=a=>Map`],
  ["a name that is only known in another function", `${HANDLER}function a(Set){return Set}var b=Set`],
  ["URLSearchParams", "function handler(e){return new URLSearchParams(e)}"],
  ["fetch", "async function handler(e){var r=await fetch(e);return r}"],
  ["setTimeout", "function handler(e){setTimeout(e,1)}"],
  ["eval", "function handler(e){return eval(e)}"],
  ["the Function constructor", "function handler(e){return new Function(e)}"],
  ["process.env", "function handler(e){return process.env.A}"],
  ["globalThis", "function handler(e){return globalThis.Map}"],
  ["Array.from", "function handler(e){return Array.from(e)}"],
  ["matchAll", "function handler(e){return e.matchAll(/a/g)}"],
  ["replaceAll", 'function handler(e){return e.replaceAll("a","b")}'],
  ["flatMap", "function handler(e){return e.flatMap(a=>a)}"],
  ["a named import", `import{kvs}from"cloudfront";${HANDLER}kvs()`],
  ["an import without a name", `import"crypto";${HANDLER}`],
  ["an import of another module", `import a from"crypto";${HANDLER}a`],
  ["an import after the first statement", `var a=1;import cf from"cloudfront";${HANDLER}`],
  ["require of a module the runtime lacks", `${HANDLER}require("fs")`],
  ["require of a name made at run time", "function handler(e){return require(e)}"],
  ["an export", `${HANDLER}export{handler}`],
  ["a default export", `export default ${HANDLER}`],
  ["no handler", "function other(e){return e}"],
  ["a handler that is a variable", "var handler=function(e){return e}"],
  ["broken syntax", "function handler(e){"],
])("the edge dialect refuses %s", (_, code) => {
  expect(edgeDialectFaults(code)).not.toEqual([]);
});

test.each([
  [
    "await of the store",
    'import cf from"cloudfront";async function handler(e){const v=await cf.kvs().get("a");return v}',
  ],
  ["a hash", 'var c=require("crypto");function handler(e){return c.createHmac("sha256","k").update(e).digest("hex")}'],
  ["const, let, arrows and templates", `function handler(e){const f=a=>\`\${a}\`;let b=f(e);return b}`],
  ["rest parameters", "function handler(...all){return all[0]}"],
  ["named groups", "function handler(e){return /(?<id>a)/i.exec(e.uri)}"],
  ["a key with the name of a missing global", "function handler(e){return{Map:1,at:e.Set}}"],
  ["shorthand keys and methods", "function handler(e){return{e,m(){return e}}}"],
  ["labels", "function handler(e){out:for(var k in e){continue out}return e}"],
  ["a function used before it is declared", "function handler(e){return f(e)}function f(e){return e}"],
  ["a catch with a binding", "function handler(e){try{return JSON.parse(e)}catch(x){return x}}"],
])("the edge dialect accepts %s", (_, code) => {
  expect(edgeDialectFaults(code)).toEqual([]);
});
