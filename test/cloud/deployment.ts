import { strict as assert } from "node:assert";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elfMachine } from "../../stacks/build/elf-machine.ts";
import { LAMBDA_ENTRIES } from "../../stacks/build/entries.ts";
import { type Account, startAccount } from "../../stacks/build/offline/account.ts";
import { EXAMPLE_SETTINGS, runSst } from "../../stacks/build/offline/sst.ts";
import { installNode24 } from "./node-24.ts";
import { usePackage } from "./packaged-app.ts";
import { runFunctions } from "./run-functions.ts";
import { startTally } from "./tally.ts";
import { type UploadedFunction, uploadedFunctions } from "./uploaded-function.ts";

/**
 * Deploys into stubs of two accounts, opens what was uploaded, and has every function answer an event under Lambda's Node
 * against the local service: `npm run test:cloud`. Needs the npm registry and some two minutes.
 * At last it installs the package into an app of somebody else's.
 */
const STACK = "ci-darkroom";
const AARCH64 = 183;
const NAMES = Object.keys(LAMBDA_ENTRIES);

// The SDK warns of Node 20 before it drops it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const tally = startTally();
const folder = await mkdtemp(join(tmpdir(), "darkroom-cloud-"));
const [account, otherAccount] = [await startAccount({ isPrepared: false }), await startAccount()];
try {
  let functions: UploadedFunction[] = [];
  await tally.holds("sst deploy runs to its end in an empty account, with nothing built before", async () => {
    await rm(".build", { recursive: true, force: true });
    await deploy(account);
    functions = await uploadedFunctions(account, STACK, NAMES);
  });
  await tally.holds("every folder of the build is deployed, and nothing else", () => {
    assert.deepEqual(new Set(functions.map(({ name }) => name)), new Set(NAMES));
  });
  await tally.holds("a second build, in another account, uploads the same bytes", async () => {
    await rm(".build", { recursive: true, force: true });
    await deploy(otherAccount);
    const again = await uploadedFunctions(otherAccount, STACK, NAMES);
    assert.deepEqual(again.map(hashOf), functions.map(hashOf));
  });
  for (const each of functions) {
    await tally.holds(`${each.name} is a zip of at most 10 MB for Node 24 on arm64`, () => {
      assert.ok(each.zip.length <= 10_000_000, `${each.zip.length} bytes`);
      assert.deepEqual([each.runtime, each.architecture, each.handler], ["nodejs24.x", "arm64", "index.handler"]);
    });
    await tally.holds(`${each.name} has native files for arm64 only`, () => {
      const machines = [...each.files.values()].map(elfMachine).filter((machine) => machine !== undefined);
      assert.deepEqual([...new Set(machines)], machines.length > 0 ? [AARCH64] : []);
    });
  }
  await runFunctions(functions, { tally, folder, node: await installNode24(join(folder, "node")) });
  await usePackage({ tally, folder });
  await tally.holds("sst remove takes the stack away", async () => {
    assert.equal(await runSst("remove", account, { ...EXAMPLE_SETTINGS, ...process.env }), 0);
    assert.ok(!account.stacks.has(STACK));
  });
} finally {
  await Promise.all([account.close(), otherAccount.close()]);
  await rm(folder, { recursive: true });
}
console.log(tally.summary());
process.exitCode = tally.failed === 0 ? 0 : 1;

async function deploy(to: Account): Promise<void> {
  assert.equal(await runSst("deploy", to, { ...EXAMPLE_SETTINGS, ...process.env }), 0);
  assert.deepEqual(to.unanswered, [], "the stub of the account does not know these questions");
}

function hashOf({ name, sha256 }: UploadedFunction) {
  return { name, sha256 };
}
