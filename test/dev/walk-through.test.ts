import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { awsStores } from "../../api/stores.ts";
import { walkThrough } from "../../dev/demo/walk-through.ts";
import { type Service, startService } from "../../dev/service.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { temporaryFolder } from "./cloud/temporary-folder.ts";

/** A service whose worker hears of nothing: what is uploaded stays as it is. */
let service: Service;

beforeEach(async () => {
  service = await startService({ port: 0, dataDir: await temporaryFolder() });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  await service.cloud.sqs.close();
});
afterEach(async () => {
  await service.close();
  vi.restoreAllMocks();
});

const photo = () => quadrants(900, 600).jpeg().toBuffer();

test("the demo ends when it is told to, with the reason, though a picture is never processed", async () => {
  const stop = new AbortController();
  const print = (line: string) => {
    if (line.startsWith("4.")) setTimeout(() => stop.abort(new Error("It was late.")), 500);
  };
  await expect(walkThrough(service, await photo(), print, stop.signal)).rejects.toThrow("It was late.");
});

test("the demo says why a picture could not be processed", async () => {
  const { images } = awsStores(service.environment);
  const print = (line: string) => {
    const id = /Location: \/images\/(\w+)/.exec(line)?.[1];
    if (id !== undefined) void images.fail(id, { code: "image-undecodable", detail: "Nobody can read it." }, 0);
  };
  const { signal } = new AbortController();
  await expect(walkThrough(service, await photo(), print, signal)).rejects.toThrow("Nobody can read it.");
});
