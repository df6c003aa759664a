import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

const UPLOADS = 4;
const BYTES = 6_000;

let client: Client;
let small: Uint8Array<ArrayBuffer>;
let large: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  client = await startClient({ UPLOADS_PER_HOUR: `${UPLOADS}`, STORED_BYTES: `${BYTES}` });
  small = new Uint8Array(await quadrants(16, 16).png().toBuffer());
  // Three bytes a pixel: one fits into the quota, two do not.
  large = new Uint8Array(await quadrants(36, 36).raw().tiff({ compression: "none" }).toBuffer());
  expect(large.length).toBeGreaterThan(BYTES / 2);
  expect(large.length + 2 * small.length).toBeLessThan(BYTES);
});
afterAll(() => client.close());

function put(body: Uint8Array<ArrayBuffer>, as: string, headers: Record<string, string> = {}) {
  return client.ask("/upload", { method: "PUT", body, as, headers: { "content-type": "image/png", ...headers } });
}

function begin(sizeBytes: number, as: string, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ contentType: "image/png", sizeBytes });
  return client.ask("/upload", { method: "POST", body, as, headers });
}

interface Me {
  readonly usage: { images: number; storedBytes: number; reservedBytes: number; uploadsThisHour: number };
  readonly quota: { uploadsPerHour: number; storedBytes: number };
}

async function me(as: string): Promise<Me> {
  return (await (await client.ask("/users/me", { as })).json()) as Me;
}

const usage = async (as: string) => (await me(as)).usage;

describe("uploads per hour", () => {
  test("are as many as are allowed, then 429 with the seconds until there are some again", async () => {
    for (let left = UPLOADS - 1; left >= 0; left--) {
      const response = await put(small, "ann");
      expect(response.status).toBe(200);
      expect(response.headers.get("ratelimit-policy")).toMatch(/^"uploads";q=4;w=3600, "stored-bytes";q=6000;qu="/);
      expect(response.headers.get("ratelimit")).toMatch(new RegExp(`^"uploads";r=${left};t=3[56]\\d\\d, `));
    }
    const refused = await put(small, "ann");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3500);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(3600);
    expect(refused.headers.get("ratelimit")).toMatch(/^"uploads";r=0;t=/);
    expect(await problemOf(refused)).toEqual({ status: 429, code: "uploads-exhausted" });
    expect(await problemOf(await begin(100, "ann"))).toEqual({ status: 429, code: "uploads-exhausted" });
    expect((await put(small, "another user")).status).toBe(200);
  });

  test("are counted right when they come at once", async () => {
    const statuses = (await Promise.all(Array.from({ length: 3 * UPLOADS }, () => put(small, "ben")))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(UPLOADS);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2 * UPLOADS);
    expect(await usage("ben")).toMatchObject({ images: UPLOADS, storedBytes: UPLOADS * small.length });
  });

  test("count what is no picture, which costs as much, but keep no room for it", async () => {
    for (let n = 0; n < UPLOADS; n++) expect((await put(small.slice(0, 60), "cid")).status).toBe(422);
    expect((await problemOf(await put(small, "cid"))).code).toBe("uploads-exhausted");
    expect(await usage("cid")).toMatchObject({ images: 0, storedBytes: 0, uploadsThisHour: UPLOADS });
  });

  test("count a repetition under its key once, also one that comes at the same moment", async () => {
    const headers = { "idempotency-key": "again" };
    const answers = await Promise.all([put(small, "dot", headers), put(small, "dot", headers)]);
    answers.push(await put(small, "dot", headers));
    expect(new Set(answers.map((answer) => answer.headers.get("location"))).size).toBe(1);
    const begun = [
      await begin(50, "dot", { "idempotency-key": "b" }),
      await begin(50, "dot", { "idempotency-key": "b" }),
    ];
    expect(begun.map(({ status }) => status)).toEqual([201, 201]);
    expect(await usage("dot")).toMatchObject({ images: 1, storedBytes: small.length, reservedBytes: 50 });
  });
});

describe("stored bytes", () => {
  test("are refused where they would be over the quota, and given back by a deletion", async () => {
    const id = await client.upload(large, "eve");
    const refused = await put(large, "eve");
    expect(refused.headers.get("retry-after")).toBe("3600");
    expect(refused.headers.get("ratelimit")).toMatch(new RegExp(`"stored-bytes";r=${BYTES - large.length}$`));
    expect(await problemOf(refused)).toEqual({ status: 429, code: "storage-exhausted" });
    expect(await usage("eve")).toMatchObject({ images: 1, storedBytes: large.length });

    for (let n = 0; n < 2; n++) await client.ask(`/images/${id}`, { method: "DELETE", as: "eve" });
    expect(await usage("eve")).toMatchObject({ images: 0, storedBytes: 0 });
    expect((await put(large, "eve")).status).toBe(200);
  });

  test("are refused to who would pass the quota with the first upload", async () => {
    expect(await problemOf(await begin(BYTES + 1, "fay"))).toEqual({ status: 429, code: "storage-exhausted" });
    expect((await begin(BYTES, "fay")).status).toBe(201);
  });

  test("are reserved when an upload begins, and held when it is proven", async () => {
    const begun = await begin(large.length, "gus");
    const { id, url, headers } = (await begun.json()) as { id: string; url: string; headers: Record<string, string> };
    expect(await usage("gus")).toMatchObject({ images: 0, storedBytes: 0, reservedBytes: large.length });
    expect((await problemOf(await put(large, "gus"))).code).toBe("storage-exhausted");
    expect((await fetch(url, { method: "PUT", body: large, headers })).status).toBe(200);
    await client.settled(id, "gus");
    expect(await usage("gus")).toMatchObject({ images: 1, storedBytes: large.length, reservedBytes: 0 });
  });

  test("are given back when what was uploaded is no picture, or is deleted before it comes", async () => {
    const text = new TextEncoder().encode("this is a text, whatever was announced");
    const begun = await begin(text.length, "hal");
    const { id, url, headers } = (await begun.json()) as { id: string; url: string; headers: Record<string, string> };
    await fetch(url, { method: "PUT", body: text, headers });
    await client.settled(id, "hal");
    await expect.poll(() => usage("hal")).toMatchObject({ images: 0, storedBytes: 0, reservedBytes: 0 });

    const other = (await (await begin(BYTES, "hal")).json()) as { id: string };
    await client.ask(`/images/${other.id}`, { method: "DELETE", as: "hal" });
    expect(await usage("hal")).toMatchObject({ images: 0, storedBytes: 0, reservedBytes: 0 });
  });
});

test("GET /users/me shows the quota", async () => {
  expect((await me("ivy")).quota).toMatchObject({ uploadsPerHour: UPLOADS, storedBytes: BYTES });
});
