import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, type ImageJson, problemOf, startClient } from "./service.ts";

let client: Client;
let picture: Buffer;

beforeAll(async () => {
  client = await startClient();
  picture = await quadrants(1700, 900).jpeg().toBuffer();
});
afterAll(() => client.close());

describe("DELETE /images/:id", () => {
  test("is 204, and then nothing of the picture can be had any more", async () => {
    const id = await client.upload(picture);
    const { renditions } = await client.settled(id);
    const exact = (await client.ask(`/images/${id}?w=641`, { method: "POST" })).headers.get("location")!;
    const urls = [`/images/${id}/transformation?w=640`, exact, ...renditions.map(({ url }) => url)];
    const etags = new Map<string, string>();
    for (const url of urls) {
      const response = await client.ask(url, { as: null });
      expect(response.status).toBe(200);
      etags.set(url, response.headers.get("etag")!);
    }

    expect((await client.ask(`/images/${id}`, { method: "DELETE" })).status).toBe(204);
    for (const url of urls) {
      const response = await client.ask(url, { as: null, headers: { "if-none-match": etags.get(url)! } });
      expect(await problemOf(response)).toEqual({ status: 404, code: "image-not-found" });
      expect((await client.ask(url, { as: null, method: "HEAD" })).status).toBe(404);
    }
    for (const method of ["GET", "POST"]) {
      expect(await problemOf(await client.ask(`/images/${id}`, { method }))).toEqual({
        status: 404,
        code: "image-not-found",
      });
    }
    const { originals, variants, images } = await client.keys();
    expect([...originals, ...variants].filter((key) => key.includes(id))).toEqual([]);
    expect(images).toContain(id);
    const { images: listed } = (await (await client.ask("/images")).json()) as { images: ImageJson[] };
    expect(listed.map((image) => image.id)).not.toContain(id);
  });

  test("can be asked again, and leaves a receipt", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    for (let n = 0; n < 2; n++) expect((await client.ask(`/images/${id}`, { method: "DELETE" })).status).toBe(204);
    const receipt = await (await client.ask(`/images/${id}/erasure`)).json();
    expect(receipt).toMatchObject({ id, state: "removing", completedAt: null, removed: { originals: 2, variants: 9 } });
  });

  test("of a picture that is being processed leaves nothing of it", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => client.upload(picture)));
    await Promise.all(ids.map((id) => client.ask(`/images/${id}`, { method: "DELETE" })));
    await expect
      .poll(
        async () => {
          const { originals, variants } = await client.keys();
          return [...originals, ...variants].filter((key) => ids.some((id) => key.includes(id)));
        },
        { timeout: 20_000, interval: 200 },
      )
      .toEqual([]);
    const subjects = (await client.mails()).filter(({ html }) => ids.some((id) => html.includes(id)));
    expect(subjects.map(({ subject }) => subject)).not.toContain("Your picture could not be processed");
  });

  test("beside requests for variants leaves no variant", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    const widths = [100, 150, 200, 250, 300, 350, 400, 450];
    const reads = widths.map((w) => client.ask(`/images/${id}/transformation?w=${w}`, { as: null }));
    await client.ask(`/images/${id}`, { method: "DELETE" });
    const statuses = (await Promise.all(reads)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200 && status !== 404)).toEqual([]);
    // Some were answered and not stored yet; what is stored late is removed and forgotten at the edge.
    const late = { timeout: 10_000, interval: 100 };
    for (const w of widths) {
      const again = async () => (await client.ask(`/images/${id}/transformation?w=${w}`, { as: null })).status;
      await expect.poll(again, late).toBe(404);
    }
    await expect.poll(async () => (await client.keys()).variants.filter((key) => key.includes(id)), late).toEqual([]);
  });

  test("a presigned upload that comes after it brings nothing back", async () => {
    const begun = await client.ask("/upload", {
      method: "POST",
      body: JSON.stringify({ contentType: "image/jpeg", sizeBytes: picture.length }),
    });
    const { id, url, headers } = (await begun.json()) as { id: string; url: string; headers: Record<string, string> };
    expect((await client.ask(`/images/${id}`, { method: "DELETE" })).status).toBe(204);
    expect((await fetch(url, { method: "PUT", body: new Uint8Array(picture), headers })).status).toBe(200);
    await expect
      .poll(async () => (await client.keys()).originals.filter((key) => key.includes(id)), { timeout: 10_000 })
      .toEqual([]);
    expect((await client.ask(`/images/${id}/transformation`, { as: null })).status).toBe(404);
  });
});
