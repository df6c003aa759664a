import { afterAll, beforeAll, expect, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

let client: Client;
let id: string;

beforeAll(async () => {
  client = await startClient({ DIALECTS: "imgix,cloudflare,cloudinary,thumbor,ipx" });
  id = await client.upload(await quadrants(1200, 800).jpeg().toBuffer());
  await client.settled(id);
});
afterAll(() => client.close());

const get = (path: string) => client.ask(path.replace("ID", id), { as: null, accept: "image/webp" });

test("five systems' URLs are one picture, made once, under the path of our own", async () => {
  const own = await get("/images/ID/transformation?w=300&h=200&fit=cover");
  expect(own.headers.get("content-type")).toBe("image/webp");
  const { transformerCalls } = await client.counts();
  const urls = [
    "/imgix/ID?w=300&h=200&fit=crop&auto=format",
    "/cdn-cgi/image/width=300,height=200,fit=cover,format=auto/images/ID",
    "/demo/image/upload/c_fill,w_300,h_200/f_auto/dpr_1.0/v1/ID",
    "/unsafe/300x200/ID",
    "/_ipx/s_300x200/ID",
  ];
  for (const url of urls) {
    const answer = await get(url);
    expect([answer.status, answer.headers.get("etag")], url).toEqual([200, own.headers.get("etag")]);
  }
  expect((await client.counts()).transformerCalls).toBe(transformerCalls);
  expect((await client.keys()).variants.filter((key) => key.includes("w-300_h-200"))).toHaveLength(1);
});

test("what has no counterpart is a problem that names what takes its place", async () => {
  const answer = await get("/imgix/ID?w=300&fit=facearea");
  expect(await answer.clone().json()).toMatchObject({ detail: expect.stringContaining("take crop") });
  expect(await problemOf(answer)).toEqual({ status: 400, code: "dialect-unsupported" });
});

test("a page can ask which systems' URLs there are", async () => {
  expect(await (await client.ask("/config.json", { as: null })).json()).toMatchObject({
    dialects: ["imgix", "cloudflare", "cloudinary", "thumbor", "ipx"],
  });
});

test("where nobody chose a system, its URLs are nothing", async () => {
  const plain = await startClient();
  try {
    for (const path of [`/imgix/${id}?w=300`, `/unsafe/300x200/${id}`, `/_ipx/w_300/${id}`]) {
      expect((await problemOf(await plain.ask(path, { as: null }))).code).toBe("route-unknown");
    }
  } finally {
    await plain.close();
  }
});
