import { strict as assert } from "node:assert";
import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Service, startService } from "../../dev/service.ts";
import { FUNCTION_CHECKS, ownerHeaders, untilReady } from "./function-checks.ts";
import { type KeyService, startKeyService } from "./key-service.ts";
import { startFunction, unpack } from "./running-function.ts";
import type { Tally } from "./tally.ts";
import type { UploadedFunction } from "./uploaded-function.ts";

/** What the functions run beside. */
interface Surroundings {
  readonly tally: Tally;
  /** The binary of the Node that Lambda runs. */
  readonly node: string;
  /** A temporary one. */
  readonly folder: string;
  readonly service: Service;
  readonly keyService: KeyService;
  /** An image that the service has, ready. */
  readonly imageId: string;
}

/**
 * Starts every function out of its zip, beside the local service and with the variables that its stack gives it, and
 * has each answer an event.
 */
export async function runFunctions(
  functions: readonly UploadedFunction[],
  given: Pick<Surroundings, "tally" | "node" | "folder">,
): Promise<void> {
  const service = await startService({ port: 0, dataDir: join(given.folder, "data") });
  const keyService = await startKeyService();
  try {
    const surroundings = { ...given, service, keyService, imageId: await uploadedImage(service) };
    // Some need what another has made: a key comes before the API that signs with it.
    const names = Object.keys(FUNCTION_CHECKS);
    const inOrder = functions.toSorted((one, other) => names.indexOf(one.name) - names.indexOf(other.name));
    for (const each of inOrder) {
      await unpack(each, join(given.folder, each.name));
      await answersItsEvent(each, surroundings);
      if (each.name === "api") await answersWithoutSharp(each, surroundings);
    }
  } finally {
    await keyService.close();
    await service.close();
  }
}

async function answersItsEvent(each: UploadedFunction, surroundings: Surroundings): Promise<void> {
  const { tally, node, folder, service, keyService } = surroundings;
  const check = FUNCTION_CHECKS[each.name];
  await tally.holds(check?.sentence ?? `${each.name} has a check`, async () => {
    assert.ok(check, `write one for ${each.name}`);
    const environment = environmentOf(each, service, keyService);
    const running = await startFunction(node, join(folder, each.name), check.door, environment);
    await check.look({ ...surroundings, running }).finally(() => running.close());
  });
}

async function answersWithoutSharp(api: UploadedFunction, surroundings: Surroundings): Promise<void> {
  const { tally, node, folder, service, keyService } = surroundings;
  await tally.holds("api loads sharp for pictures only", async () => {
    const bare = join(folder, "api-without-sharp");
    await cp(join(folder, "api"), bare, { recursive: true });
    await rm(join(bare, "node_modules"), { recursive: true });
    const running = await startFunction(node, bare, "api", environmentOf(api, service, keyService));
    const answer = await fetch(`${running.url}/health`).finally(() => running.close());
    assert.equal(answer.status, 200);
  });
}

/** No more than the stack names, and what Lambda or an endpoint of this machine adds. */
function environmentOf({ variables }: UploadedFunction, service: Service, keyService: KeyService) {
  const ofAws = Object.entries(service.environment).filter(([name]) => name.startsWith("AWS_"));
  const [signingKey = ""] = keyService.parameters.keys();
  const known = new Map(Object.entries({ ...service.environment, SIGNING_KEY_PARAMETER: signingKey }));
  const ofStack = variables.map((name) => [name, known.get(name) ?? ""]);
  return { ...Object.fromEntries([...ofAws, ...ofStack]), ...keyService.environment };
}

/** Uploaded through the local service itself. */
async function uploadedImage(service: Service): Promise<string> {
  const headers = { ...(await ownerHeaders(service)), "content-type": "image/jpeg" };
  const body = new Uint8Array(await readFile("dev/demo/sunset.jpg"));
  const upload = await fetch(`${service.url}/upload`, { method: "PUT", headers, body });
  const imageId = upload.headers.get("location")!.replace("/images/", "");
  await untilReady(service, imageId);
  return imageId;
}
