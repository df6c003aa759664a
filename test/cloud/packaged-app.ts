import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { buildPackage } from "../../package/package-folder.ts";
import { blocksOf } from "../docs/fenced-blocks.ts";
import type { Tally } from "./tally.ts";

const run = promisify(execFile);
const resolve = createRequire(import.meta.url).resolve;

/** What a stranger writes; the last line is a mistake that the types have to see. */
const APP = `import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { ImageCdn } from "darkroom";

const app = new App({ outdir: "cdk.out" });
const stack = new Stack(app, "Shop", { env: { region: "us-east-1" } });
const pictures = new ImageCdn(stack, "Pictures", { mailFrom: "pictures@example.com", keepsData: false });
new CfnOutput(stack, "Address", { value: pictures.publicUrl });
app.synth();
// @ts-expect-error
export const mistaken = () => new ImageCdn(stack, "Mistaken", { maxVariants: "many" });
`;

const SETTINGS = {
  compilerOptions: { module: "nodenext", target: "es2023", strict: true, exactOptionalPropertyTypes: true, types: [] },
  files: ["app.ts", "documented.ts"],
};

/** Packs what is built, installs it into an app of somebody else's, and synthesizes that by the package's name. */
export async function usePackage({ tally, folder }: { readonly tally: Tally; readonly folder: string }): Promise<void> {
  const app = join(folder, "shop");
  await tally.holds(
    "the package installs into a CDK app of somebody else's, and brings nothing but itself",
    async () => {
      const packed = await run("npm", [
        "pack",
        "--json",
        "--pack-destination",
        folder,
        await buildPackage(".build/package", ".build"),
      ]);
      const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
      await mkdir(app, { recursive: true });
      await writeFile(join(app, "package.json"), JSON.stringify({ private: true, type: "module" }));
      await run("npm", ["install", "--offline", "--legacy-peer-deps", "--no-audit", join(folder, filename)], {
        cwd: app,
      });
      const installed = (await readdir(join(app, "node_modules"))).filter((name) => !name.startsWith("."));
      assert.deepEqual(installed, ["darkroom"]);
      for (const peer of ["aws-cdk-lib", "constructs"]) {
        await symlink(dirname(resolve(`${peer}/package.json`)), join(app, "node_modules", peer));
      }
    },
  );
  await tally.holds(
    "the app, and the one of the page on deploying, compile against the package's types, which see a mistake",
    async () => {
      await writeFile(join(app, "app.ts"), APP);
      const documented = blocksOf("docs/deploy.md").filter(({ language }) => language === "ts");
      await writeFile(join(app, "documented.ts"), documented.map(({ text }) => text).join("\n"));
      await writeFile(join(app, "tsconfig.json"), JSON.stringify(SETTINGS));
      const compiler = join(dirname(resolve("typescript/package.json")), "bin", "tsc");
      await run(process.execPath, [compiler, "--skipLibCheck"], { cwd: app });
    },
  );
  await tally.holds("the app synthesizes the whole service with the package's own code", async () => {
    await run(process.execPath, ["app.js"], { cwd: app });
    const { Resources } = JSON.parse(await readFile(join(app, "cdk.out", "Shop.template.json"), "utf8")) as {
      Resources: Record<string, { Type: string }>;
    };
    const types = Object.values(Resources).map(({ Type }) => Type);
    assert.equal(types.filter((type) => type === "AWS::CloudFront::Distribution").length, 1);
    assert.equal(types.filter((type) => type === "AWS::Lambda::Function").length, 7);
  });
}
