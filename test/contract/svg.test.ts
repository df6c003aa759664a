import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apart, pixelsOf } from "../pictures/pixels.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#f0f"/></svg>';

let client: Client;
beforeAll(async () => {
  client = await startClient({ SVG: "on" });
});
afterAll(() => client.close());

function upload(type: string): Promise<Response> {
  return client.ask("/upload", { method: "PUT", body: LOGO, headers: { "content-type": type } });
}

async function seen(path: string): Promise<Buffer> {
  const response = await client.ask(path, { as: null });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

test("a page learns that SVG is taken", async () => {
  const configuration = await (await client.ask("/config.json", { as: null })).json();
  expect(configuration).toMatchObject({ acceptsSvg: true });
});

test("who sends what is no picture is told that SVG is taken too", async () => {
  const headers = { "content-type": "image/jpeg" };
  const refused = await client.ask("/upload", { method: "PUT", body: "no picture", headers });
  const { code, detail } = (await refused.json()) as { code: string; detail: string };
  expect([code, detail]).toEqual(["media-type-unsupported", expect.stringContaining("TIFF and SVG")]);
});

test("an SVG is a picture of any size where it is switched on, and a mark too", async () => {
  const uploaded = await upload("image/svg+xml");
  expect(uploaded.status).toBe(200);
  const id = uploaded.headers.get("location")!.replace("/images/", "");
  expect(await client.settled(id)).toMatchObject({
    state: "ready",
    format: "svg",
    width: 20,
    height: 10,
    color: "#f808f8",
  });
  expect(await sharp(await seen(`/images/${id}/transformation?w=600&fmt=png`)).metadata()).toMatchObject({
    ...{ format: "png", width: 600, height: 300 },
  });
  const carrier = await client.upload(await quadrants(400, 200).jpeg().toBuffer());
  const marked = await pixelsOf(await seen(`/images/${carrier}/transformation?w=400&fmt=png&mark=${id}&markw=50`));
  expect(apart(marked.at(300, 150), [255, 0, 255, 255])).toBeLessThan(3);
});

test("an SVG does not come in under another name by a presigned URL", async () => {
  const body = JSON.stringify({ contentType: "image/png", sizeBytes: LOGO.length });
  const begun = (await (await client.ask("/upload", { method: "POST", body })).json()) as {
    id: string;
    url: string;
    headers: Record<string, string>;
  };
  expect((await fetch(begun.url, { method: "PUT", headers: begun.headers, body: LOGO })).status).toBe(200);
  expect(await client.settled(begun.id)).toMatchObject({
    state: "failed",
    problem: { code: "media-type-unsupported" },
  });
});

test("an SVG is refused where nobody has switched it on", async () => {
  const other = await startClient();
  try {
    const headers = { "content-type": "image/svg+xml" };
    const answer = await other.ask("/upload", { method: "PUT", body: LOGO, headers });
    expect(await problemOf(answer)).toEqual({ status: 415, code: "media-type-unsupported" });
  } finally {
    await other.close();
  }
});
