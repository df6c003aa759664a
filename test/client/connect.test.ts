import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { connect } from "../../client/connect.ts";
import type { UploadProgress } from "../../client/upload.ts";
import { issueToken } from "../../dev/issuer.ts";
import { SERVICE_DEFAULTS } from "../../lib/defaults.ts";
import { type Client, startClient } from "../contract/service.ts";
import { GRAIN, quadrants } from "../pictures/quadrants.ts";
import { openBrokenLine } from "./broken-line.ts";

let client: Client;
let token: string;
let picture: Blob;
let large: Blob;

beforeAll(async () => {
  client = await startClient();
  token = await issueToken(client.service.issuer, "client", "client@example.com");
  picture = new Blob([new Uint8Array(await quadrants(640, 480, GRAIN).jpeg().toBuffer())]);
  large = new Blob([new Uint8Array(await quadrants(1500, 1100, GRAIN).png({ compressionLevel: 0 }).toBuffer())]);
});
afterAll(() => client.close());

const darkroom = () => connect({ url: client.url, token });

/** What became of something, as a problem's code. */
async function codeOf(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => "no problem",
    (error: { code?: unknown }) => error.code,
  );
}

test("an address that is none of a picture is told as all problems are, by the promise", async () => {
  const explained = darkroom().explain("https://example.com/photo.jpg");
  await expect(explained).rejects.toThrow(TypeError);
});

describe("upload", () => {
  test.each(["small", "large"])(
    "of a %s picture tells how far it is, and where the picture can be asked for",
    async (size) => {
      const file = size === "small" ? picture : large;
      const heard: UploadProgress[] = [];
      const { id, url } = await darkroom().upload(file, { onProgress: (progress) => heard.push(progress) });
      expect(heard.at(-1)).toEqual({ sentBytes: file.size, totalBytes: file.size });
      const variant = await fetch(`${url}?w=320`);
      expect([variant.status, variant.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
      expect(await darkroom().image(id)).toMatchObject({ id, url, sizeBytes: file.size });
    },
  );

  test.each(["small", "large"])("of a %s picture whose answer was lost makes one image", async (size) => {
    const file = size === "small" ? picture : large;
    const line = await openBrokenLine(client.url);
    onTestFinished(() => line.close());
    const before = (await client.keys()).images;
    line.loses = 2;
    const { id } = await connect({ url: line.url, token }).upload(file);
    expect(line.requests.filter((each) => each.endsWith("/upload"))).toHaveLength(3);
    expect((await client.keys()).images.filter((each) => !before.includes(each))).toEqual([id]);
  });

  test("under one key is one image, also after the client is gone", async () => {
    const options = { idempotencyKey: crypto.randomUUID() };
    const first = await darkroom().upload(picture, options);
    expect(await darkroom().upload(picture, options)).toEqual(first);
  });

  test("of what is no picture fails before anything is sent", async () => {
    const line = await openBrokenLine(client.url);
    onTestFinished(() => line.close());
    const text = new Blob(["not a picture, whatever it is called"], { type: "image/jpeg" });
    expect(await codeOf(connect({ url: line.url, token }).upload(text))).toBe("media-type-unsupported");
    expect(line.requests).toEqual([]);
  });

  test("of a picture that is cut short fails with the service's problem, at once", async () => {
    expect(await codeOf(darkroom().upload(picture.slice(0, Math.floor(picture.size / 2))))).toBe("image-undecodable");
    expect(await codeOf(darkroom().upload(large.slice(0, large.size - 100_000)))).toBe("image-undecodable");
  });

  test("over what the service takes is refused before it is sent", async () => {
    const huge = new Blob([picture, ...Array.from({ length: 101 }, () => new Uint8Array(1_000_000))]);
    expect(await codeOf(darkroom().upload(huge))).toBe("body-too-large");
  });

  test("to a service that is not there says so after its patience", async () => {
    const nobody = connect({ url: "http://127.0.0.1:9", token });
    expect(await codeOf(nobody.upload(picture, { patienceSeconds: 0 }))).toBe("service-unreachable");
  });

  test("ends when it is called off, with the reason", async () => {
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const onProgress = () => controller.abort(reason);
    await expect(darkroom().upload(large, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    const waiting = connect({ url: "http://127.0.0.1:9", token }).upload(picture, { signal: AbortSignal.timeout(50) });
    await expect(waiting).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("a service", () => {
  test("asks for the token before each request", async () => {
    const tokens = ["none", token];
    const turning = connect({ url: client.url, token: async () => tokens.shift() ?? "" });
    expect(await codeOf(turning.images())).toBe("token-invalid");
    expect(await codeOf(turning.images())).toBe("no problem");
    expect(await codeOf(connect({ url: client.url }).images())).toBe("token-missing");
  });

  test("lists by pages and removes", async () => {
    const reader = connect({
      url: client.url,
      token: await issueToken(client.service.issuer, "reader", "r@example.com"),
    });
    const ids = [(await reader.upload(picture)).id, (await reader.upload(picture)).id];
    const first = await reader.images({ limit: 1 });
    const second = await reader.images({ limit: 1, cursor: first.next ?? "" });
    expect([...first.images, ...second.images].map(({ id }) => id)).toEqual(ids.reverse());
    await reader.remove(ids[0]!);
    await reader.remove(ids[0]!);
    expect(await reader.erasure(ids[0]!)).toMatchObject({ id: ids[0], removed: { originals: expect.any(Number) } });
    expect(await codeOf(reader.image(ids[0]!))).toBe("image-not-found");
  });

  test("keeps defaults in the table's words", async () => {
    const { defaults } = darkroom();
    const wanted = { transform: { quality: 60, focalPoint: [30, 70] }, renditions: { hero: { width: 2000 } } } as const;
    expect(await defaults.set(wanted)).toEqual({
      transform: wanted.transform,
      renditions: { ...SERVICE_DEFAULTS.renditions, ...wanted.renditions },
    });
    expect((await defaults.get()).transform).toEqual(wanted.transform);
    expect(await defaults.reset()).toEqual(SERVICE_DEFAULTS);
  });
});
