import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { seedCatalogue } from "../../../bench/contestants/seed-catalogue.ts";
import { issueToken } from "../../../dev/issuer.ts";
import { startService } from "../../../dev/service.ts";
import { temporaryFolder } from "../../dev/cloud/temporary-folder.ts";
import { quadrants } from "../../pictures/quadrants.ts";

async function started(dataDir: string) {
  const service = await startService({ port: 0, dataDir });
  const authorization = `Bearer ${await issueToken(service.issuer, "you", "you@example.com")}`;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(service.url + path, { ...init, headers: { authorization, ...init.headers } });
  return { ask, close: service.close };
}

test("a service whose folder was filled with copies of an image answers them, and deletes one without another", async () => {
  const dataDir = await temporaryFolder();
  const first = await started(dataDir);
  const body = new Uint8Array(await quadrants(1_500, 1_000).jpeg().toBuffer());
  const { headers } = await first.ask("/upload", { method: "PUT", body, headers: { "content-type": "image/jpeg" } });
  const location = headers.get("location")!;
  const state = async () => ((await (await first.ask(location)).json()) as { state: string }).state;
  while ((await state()) !== "ready") await sleep(50);
  await first.close();

  const [one, other] = await seedCatalogue(dataDir, location.split("/").at(-1)!, 2, () => undefined);
  const second = await started(dataDir);
  const variant = (id: string | undefined) => second.ask(`/images/${id}/transformation?w=300&fmt=jpeg`);
  expect((await variant(one)).status).toBe(200);
  expect((await second.ask(`/images/${one}`, { method: "DELETE" })).status).toBe(204);
  expect((await variant(one)).status).toBe(404);
  expect((await variant(other)).headers.get("x-image-origin")).toBe("transformer");
  await second.close();
});
