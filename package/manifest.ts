/** What may be imported of the package, each as a module of `dist`. */
const EXPORTS = {
  ".": "stacks/image-cdn",
  "./client": "client/client",
  "./client/sign": "client/sign",
  "./client/next": "client/next-loader",
  "./client/unpic": "client/unpic-transformer",
};

/** Versions of CDK that the construct is synthesized with; the app that hosts it brings its own. */
const PEERS = { "aws-cdk-lib": "^2.224.0", constructs: "^10.3.0" };

/**
 * What the package says of itself: the repository's own words, and where its modules, its types and its command are.
 *
 * @param own the repository's `package.json`
 */
export function manifestOf({
  name,
  version,
  description,
  license,
  engines,
}: Readonly<Record<string, unknown>>): object {
  const modules = Object.entries(EXPORTS).map(([path, module]) => [
    path,
    { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` },
  ]);
  return {
    ...{ name, version, description, license, engines },
    type: "module",
    exports: { ...Object.fromEntries(modules), "./package.json": "./package.json" },
    bin: { darkroom: "./dist/client/cli/main.js" },
    files: ["dist"],
    sideEffects: false,
    peerDependencies: PEERS,
    // Who links pictures needs no CDK.
    peerDependenciesMeta: Object.fromEntries(Object.keys(PEERS).map((peer) => [peer, { optional: true }])),
  };
}
