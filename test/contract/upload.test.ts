import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

let client: Client;
let picture: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  client = await startClient();
  picture = new Uint8Array(await quadrants(640, 480).jpeg().toBuffer());
});
afterAll(() => client.close());

type Body = NonNullable<RequestInit["body"]>;

function put(body: Body | undefined, headers: Record<string, string> = {}, as?: string | null) {
  return client.ask("/upload", {
    method: "PUT",
    headers,
    ...(body !== undefined && { body }),
    ...(as !== undefined && { as }),
  });
}

const JPEG = { "content-type": "image/jpeg" };

describe("PUT /upload", () => {
  test("answers 200, empty, with a relative Location, and the picture can be asked for at once", async () => {
    const response = await put(picture, JPEG);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    const location = response.headers.get("location")!;
    expect(location).toMatch(/^\/images\/[0-9a-hjkmnp-tv-z]{26}$/);
    const variant = await client.ask(`${location}/transformation?w=320`, { as: null });
    expect(variant.status).toBe(200);
  });

  test("takes one file of a form", async () => {
    const form = new FormData();
    form.set("title", "sunset");
    form.set("picture", new Blob([picture], { type: "image/jpeg" }), "sunset.jpg");
    expect((await put(form)).status).toBe(200);
  });

  test.each(["png", "webp", "avif", "gif", "tiff"] as const)("takes %s", async (format) => {
    const bytes = await quadrants(64, 48).toFormat(format).toBuffer();
    const id = await client.upload(bytes);
    expect(await client.settled(id)).toMatchObject({ state: "ready", format, width: 64, height: 48 });
  });

  test("turns every EXIF orientation upright", async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const bytes = await quadrants(120, 80).withMetadata({ orientation }).jpeg().toBuffer();
      const id = await client.upload(bytes);
      const variant = await client.ask(`/images/${id}/transformation?w=48&fmt=jpeg`, { as: null });
      const { width, height } = await sharp(await variant.arrayBuffer()).metadata();
      expect([width, height]).toEqual(orientation < 5 ? [48, 32] : [48, 72]);
    }
  });
});

describe("what is no picture", () => {
  const cases: [string, () => Promise<Body> | Body, string, number, string][] = [
    [
      "a text named image/jpeg",
      () => "not a picture, whatever it is called",
      "image/jpeg",
      415,
      "media-type-unsupported",
    ],
    ["an SVG", () => '<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", 415, "media-type-unsupported"],
    ["a HEIC", () => heic(), "image/heic", 415, "media-type-unsupported"],
    ["a type that is no image", () => picture, "text/plain", 415, "media-type-unsupported"],
    ["no type", () => picture, "", 415, "media-type-unsupported"],
    ["a JPEG cut short", () => picture.slice(0, picture.length / 2), "image/jpeg", 422, "image-undecodable"],
    ["a header alone", () => picture.slice(0, 200), "image/jpeg", 422, "image-undecodable"],
    ["a GIF of 65535 × 65535", () => hugeGif(), "image/gif", 422, "image-too-large"],
    ["an empty body", () => "", "image/png", 400, "body-invalid"],
    ["4.5 MB and one byte", () => new Uint8Array(4_500_001), "image/jpeg", 413, "body-too-large"],
  ];

  test.each(cases)("%s is refused", async (_name, body, type, status, code) => {
    const blob = new Blob([await new Response(await body()).arrayBuffer()]);
    expect(await problemOf(await put(blob, type ? { "content-type": type } : {}))).toEqual({ status, code });
  });

  test("leaves nothing behind", async () => {
    const { images, originals } = await client.keys();
    await put(picture.slice(0, 300), JPEG);
    expect(await client.keys()).toMatchObject({ images, originals });
  });

  test("a form with two files is refused", async () => {
    const form = new FormData();
    for (const name of ["a", "b"]) form.set(name, new Blob([picture]), `${name}.jpg`);
    expect(await problemOf(await put(form))).toEqual({ status: 400, code: "body-invalid" });
  });
});

/** The first bytes of an ISO file whose brand is HEIC's. */
function heic(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic"), Buffer.alloc(64)]),
  );
}

function hugeGif(): Uint8Array<ArrayBuffer> {
  const head = Buffer.from("GIF89a\xff\xff\xff\xff\x80\x00\x00\x00\x00\x00\xff\xff\xff", "latin1");
  const frame = Buffer.from(",\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02\x44\x01\x00;", "latin1");
  return new Uint8Array(Buffer.concat([head, frame]));
}

describe("Idempotency-Key", () => {
  test("gives the same id to a retry, and refuses another body", async () => {
    const headers = { ...JPEG, "idempotency-key": "once" };
    const first = (await put(picture, headers)).headers.get("location");
    const images = (await client.keys()).images;
    expect((await put(picture, headers)).headers.get("location")).toBe(first);
    expect((await client.keys()).images).toEqual(images);
    const other = new Uint8Array(await quadrants(32, 32).jpeg().toBuffer());
    expect(await problemOf(await put(other, headers))).toEqual({ status: 422, code: "idempotency-mismatch" });
  });

  test("means nothing to another user", async () => {
    const headers = { ...JPEG, "idempotency-key": "shared" };
    const mine = (await put(picture, headers)).headers.get("location");
    expect((await put(picture, headers, "somebody")).headers.get("location")).not.toBe(mine);
  });
});

/** What `POST /upload` answers. */
interface Begun {
  readonly id: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly expiresAt: string;
}

describe("POST /upload", () => {
  async function begin(json: object) {
    const body = JSON.stringify(json);
    return client.ask("/upload", { method: "POST", body, headers: { "content-type": "application/json" } });
  }

  test("gives a URL by which a 12 MB photograph comes in", async () => {
    const large = await quadrants(2400, 1800).png({ compressionLevel: 0 }).toBuffer();
    expect(large.length).toBeGreaterThan(12_000_000);
    const answer = await begin({ contentType: "image/png", sizeBytes: large.length });
    expect(answer.status).toBe(201);
    const { id, url, headers, expiresAt } = (await answer.json()) as Begun;
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 800_000);

    const early = await client.ask(`/images/${id}/transformation?w=320`, { as: null });
    expect(early.headers.get("retry-after")).toBe("1");
    expect(await problemOf(early)).toEqual({ status: 404, code: "image-not-ready" });

    expect((await fetch(url, { method: "PUT", body: new Uint8Array(large), headers })).status).toBe(200);
    expect(await client.settled(id)).toMatchObject({ state: "ready", width: 2400, sizeBytes: large.length });
    expect((await client.keys()).originals.filter((key) => key.includes(id))).toEqual([
      `mezzanines/${id}/1280`,
      `originals/${id}`,
    ]);
    const variant = await client.ask(`/images/${id}/transformation?w=320&fmt=webp`, { as: null });
    expect(variant.status).toBe(200);
  });

  test("holds the upload to its length and type, and to one time", async () => {
    const { url, headers } = (await (
      await begin({ contentType: "image/jpeg", sizeBytes: picture.length })
    ).json()) as Begun;
    const send = (body: Uint8Array<ArrayBuffer>, changed: object = {}) =>
      fetch(url, { method: "PUT", body, headers: { ...headers, "content-length": `${body.length}`, ...changed } });
    expect((await send(picture.slice(1))).status).toBe(403);
    expect((await send(picture, { "content-type": "image/png" })).status).toBe(403);
    expect((await send(picture)).status).toBe(200);
    expect([412, 200]).toContain((await send(picture)).status);
  });

  test.each(["hex", "base64"] as const)("holds it to its checksum, given in %s", async (encoding) => {
    const sha256 = createHash("sha256").update(picture).digest(encoding);
    const { url, headers } = (await (
      await begin({ contentType: "image/jpeg", sizeBytes: picture.length, sha256 })
    ).json()) as Begun;
    const other = picture.slice();
    other[other.length - 10]! ^= 1;
    expect((await fetch(url, { method: "PUT", body: other, headers })).status).toBe(400);
    expect((await fetch(url, { method: "PUT", body: picture, headers })).status).toBe(200);
  });

  test("a file that is no picture fails, its owner is told, and nothing of it is kept", async () => {
    const text = new TextEncoder().encode("this is a text, whatever was announced");
    const { id, url, headers } = (await (
      await begin({ contentType: "image/png", sizeBytes: text.length })
    ).json()) as Begun;
    expect((await fetch(url, { method: "PUT", body: text, headers })).status).toBe(200);
    expect(await client.settled(id)).toMatchObject({ state: "failed", problem: { code: "media-type-unsupported" } });
    await expect
      .poll(async () => (await client.mails()).map(({ subject }) => subject))
      .toContain("Your picture could not be processed");
    await expect.poll(async () => (await client.keys()).originals.filter((key) => key.includes(id))).toEqual([]);
    const answer = await client.ask(`/images/${id}/transformation`, { as: null });
    expect(await problemOf(answer)).toEqual({ status: 404, code: "image-not-found" });
  });

  test.each([
    [{ contentType: "text/plain", sizeBytes: 10 }, 415, "media-type-unsupported"],
    [{ contentType: "image/jpeg" }, 400, "body-invalid"],
    [{ contentType: "image/jpeg", sizeBytes: 0 }, 400, "body-invalid"],
    [{ contentType: "image/jpeg", sizeBytes: 100_000_001 }, 413, "body-too-large"],
    [{ contentType: "image/jpeg", sizeBytes: 10, sha256: "zz" }, 400, "body-invalid"],
  ])("%j is %i %s", async (json, status, code) => {
    expect(await problemOf(await begin(json))).toEqual({ status, code });
  });
});

test("the demo's photograph is one", async () => {
  const id = await client.upload(await readFile(new URL("../../dev/demo/sunset.jpg", import.meta.url)));
  expect(await client.settled(id)).toMatchObject({ state: "ready", width: 2400, height: 1600 });
});
