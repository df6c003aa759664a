import { type BuildOptions, build, type Plugin } from "esbuild";
import { DIALECT_FUNCTION_BYTES, EDGE_FUNCTION_BYTES } from "../../lib/limits.ts";
import { DEFAULT_UNSIGNED_URLS } from "../../lib/url/unsigned.ts";
import { edgeDialectFaults } from "./edge-dialect.ts";
import { edgeRows, indexRows, type RowChoice, rowsOf, shortNames } from "./edge-rows.ts";
import { toFunctionScript } from "./edge-script.ts";
import { settingsStatement } from "./edge-settings.ts";

/** ES5, and what CloudFront's engine has beyond it; esbuild lowers the rest or, where it cannot, fails the build. */
const DIALECT = {
  target: "es5",
  supported: {
    "const-and-let": true,
    arrow: true,
    "template-literal": true,
    "async-await": true,
    "rest-argument": true,
    "object-extensions": true,
    "exponent-operator": true,
    destructuring: false,
    "for-of": false,
    class: false,
    "default-argument": false,
    "array-spread": false,
    "object-rest-spread": false,
    generator: false,
  },
} satisfies BuildOptions;

/**
 * Bundles a CloudFront Function and checks that CloudFront would take it.
 *
 * @param entry the file that exports `handler`, e.g. `edge/viewer-request.ts`
 * @param rows `core` for a function that knows the parameters of `CORE_PARAMETERS` alone, a dialect for those that it folds to
 * @returns the script to deploy, and its size in bytes of UTF-8
 * @throws Error with every fault named, when the code leaves the dialect of runtime 2.0 or is over `EDGE_FUNCTION_BYTES`, a dialect over `DIALECT_FUNCTION_BYTES`
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-function-restrictions.html
 */
export async function buildEdgeFunction(
  entry: string,
  rows: RowChoice = "all",
): Promise<{ code: string; sizeBytes: number }> {
  const module = await bundle(entry, rows);
  const code = toFunctionScript(module, isSettable(module) ? settingsStatement(DEFAULT_UNSIGNED_URLS) : "");
  const faults = edgeDialectFaults(code);
  if (faults.length > 0) {
    throw new Error(`${entry} uses what CloudFront's JavaScript does not have:\n  ${faults.join("\n  ")}`);
  }
  const sizeBytes = Buffer.byteLength(code);
  const most = rows === "all" || rows === "core" ? EDGE_FUNCTION_BYTES : DIALECT_FUNCTION_BYTES;
  if (sizeBytes > most) {
    throw new Error(`${entry} is ${sizeBytes} bytes as a CloudFront Function; at most ${most} are accepted`);
  }
  return { code, sizeBytes };
}

/** Property names that only our own code reads, besides those of rows; in `"problem" in read` as well. */
const OWN_PROPERTIES = [
  "problem",
  "parameters",
  "rows",
  "named",
  "signed",
  "subject",
  "transform",
  "extension",
  "imageId",
];

async function bundle(entry: string, rows: RowChoice): Promise<string> {
  const names = shortNames(rowsOf(rows));
  const { outputFiles } = await build({
    ...DIALECT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    mangleProps: new RegExp(`^(${[...OWN_PROPERTIES, ...Object.keys(names)].join("|")})$`),
    mangleCache: names,
    mangleQuoted: true,
    ...WITHOUT_UNDEFINED,
    format: "esm",
    platform: "neutral",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    plugins: [ABSENT, MODULES_OF_THE_RUNTIME, edgeRows(rowsOf(rows))],
  });
  return indexRows(outputFiles.map((file) => file.text).join(""));
}

/** `undefined` becomes `void 0` when it is minified, and this way one letter: a variable that nobody sets. */
const WITHOUT_UNDEFINED = { define: { undefined: "absent" }, inject: ["absent"] } satisfies BuildOptions;

const ABSENT: Plugin = {
  name: "absent",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^absent$/ }, ({ path }) => ({ path, namespace: path }));
    onLoad({ filter: /^absent$/, namespace: "absent" }, () => ({ contents: "export var absent;" }));
  },
};

function isSettable(module: string): boolean {
  return /\bLADDER\b/.test(module);
}

const MODULES_OF_THE_RUNTIME: Plugin = {
  name: "modules-of-the-runtime",
  setup({ onResolve }) {
    onResolve({ filter: /^(cloudfront|(node:)?crypto)$/ }, ({ path }) => ({
      path: path.replace("node:", ""),
      external: true,
      sideEffects: false,
    }));
  },
};
