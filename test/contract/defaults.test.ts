import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GRAIN, quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

let client: Client;

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

const SERVICE = { transform: {}, renditions: { small: { w: 320 }, medium: { w: 800 }, large: { w: 1600 } } };

function put(json: unknown, as: string) {
  return client.ask("/users/me/defaults", { method: "PUT", body: JSON.stringify(json), as });
}

async function defaultsOf(as: string) {
  const response = await client.ask("/users/me/defaults", { as });
  expect(response.status).toBe(200);
  return response.json();
}

describe("/users/me/defaults", () => {
  test("are the service's until they are set, and again when they are deleted", async () => {
    expect(await defaultsOf("ann")).toEqual(SERVICE);
    const mine = {
      transform: { q: 60, bg: "red" },
      renditions: { small: { w: 321 }, hero: { w: 2000, fit: "cover", h: 500 } },
    };
    expect((await put(mine, "ann")).status).toBe(200);
    const set = { ...SERVICE.renditions, small: { w: 321 }, hero: { w: 2000, h: 500, fit: "cover" } };
    expect(await defaultsOf("ann")).toEqual({ transform: { q: 60, bg: "ff0000" }, renditions: set });
    expect(await defaultsOf("ben")).toEqual(SERVICE);
    expect((await client.ask("/users/me/defaults", { method: "DELETE", as: "ann" })).status).toBe(200);
    expect(await defaultsOf("ann")).toEqual(SERVICE);
  });

  test("may have a mark that is one's own and there, and no other", async () => {
    const mark = await client.upload(await quadrants(16, 16).png().toBuffer(), "mia");
    for (const of of [{ transform: { mark } }, { renditions: { hero: { w: 900, mark } } }]) {
      expect((await put(of, "mia")).status).toBe(200);
      const before = await defaultsOf("noa");
      expect(await problemOf(await put(of, "noa"))).toEqual({ status: 404, code: "mark-unknown" });
      expect(await defaultsOf("noa")).toEqual(before);
    }
    await client.ask(`/images/${mark}`, { method: "DELETE", as: "mia" });
    expect(await problemOf(await put({ transform: { mark } }, "mia"))).toEqual({ status: 404, code: "mark-unknown" });
  });

  test.each<[string, unknown, string]>([
    ["an unknown parameter", { transform: { wide: 1 } }, "parameter-unknown"],
    ["a value out of range", { renditions: { small: { w: 0 } } }, "parameter-invalid"],
    ["a name with capitals", { renditions: { Hero: { w: 10 } } }, "parameter-invalid"],
    ["a rendition inside a rendition", { renditions: { hero: { p: "small" } } }, "parameter-conflict"],
    [
      "six renditions of one's own",
      { renditions: Object.fromEntries([..."abcdef"].map((n) => [n, { w: 10 }])) },
      "parameter-invalid",
    ],
    ["a stranger beside them", { transform: {}, more: 1 }, "parameter-unknown"],
    ["a list", [], "parameter-invalid"],
    ["null", null, "parameter-invalid"],
    ["a name every object has", JSON.parse('{"renditions":{"__proto__":{"w":10}}}'), "parameter-invalid"],
  ])("with %s are refused", async (_name, json, code) => {
    expect((await problemOf(await put(json, "eve"))).code).toBe(code);
    expect(await defaultsOf("eve")).toEqual(SERVICE);
  });
});

describe("defaults in pictures", () => {
  const SIZE = { width: 1200, height: 800 };

  async function read(id: string, query: string) {
    const response = await client.ask(`/images/${id}/transformation${query}`, { as: null, accept: "*/*" });
    expect(response.status).toBe(200);
    const { width, height, format } = await sharp(await response.arrayBuffer()).metadata();
    return { width, height, format };
  }

  test("fill in what a URL leaves unsaid, and are frozen at upload", async () => {
    const as = "cid";
    await put({ transform: { w: 333, fmt: "webp" }, renditions: { square: { w: 77, h: 77, fit: "cover" } } }, as);
    const id = await client.upload(await quadrants(SIZE.width, SIZE.height, GRAIN).jpeg().toBuffer(), as);
    await client.settled(id, as);
    await client.ask("/users/me/defaults", { method: "DELETE", as });
    expect(await read(id, "")).toEqual({ width: 333, height: 222, format: "webp" });
    expect(await read(id, "?w=200")).toEqual({ width: 200, height: 133, format: "webp" });
    expect(await read(id, "?fmt=png")).toEqual({ width: 333, height: 222, format: "png" });
    expect(await read(id, "?d=0")).toEqual({ ...SIZE, format: "jpeg" });
    expect(await read(id, "?p=square")).toEqual({ width: 77, height: 77, format: "jpeg" });
    expect(await read(id, "?p=square&w=50")).toEqual({ width: 50, height: 77, format: "jpeg" });
  });

  test("without any width are at most 2560 px on the long edge", async () => {
    const id = await client.upload(await quadrants(3000, 1000).jpeg().toBuffer());
    expect(await read(id, "")).toMatchObject({ width: 2560, height: 853 });
  });

  test("renditions of a small picture are a quarter, a half and the whole of it", async () => {
    const id = await client.upload(await quadrants(500, 300).png().toBuffer());
    const { renditions } = await client.settled(id);
    expect(renditions.map(({ name, width }) => [name, width])).toEqual([
      ["small", 125],
      ["medium", 250],
      ["large", 500],
    ]);
  });

  test("renditions are there before anybody asks, under the keys of the edge", async () => {
    const id = await client.upload(await quadrants(SIZE.width, SIZE.height, GRAIN).jpeg().toBuffer());
    await client.settled(id);
    const before = (await client.counts()).transformerCalls;
    for (const accept of ["image/avif", "image/webp", "*/*"]) {
      const response = await client.ask(`/images/${id}/transformation?p=medium`, { as: null, accept });
      expect(response.status).toBe(200);
    }
    expect((await client.counts()).transformerCalls).toBe(before);
  });

  test("that ask for what a picture does not have cost it that rendition, and nothing else", async () => {
    const as = "fay";
    const impossible = { rect: "5000,5000,10,10" };
    await put({ renditions: { hero: impossible, constructor: { w: 50 } } }, as);
    const id = await client.upload(await quadrants(400, 300).png().toBuffer(), as);
    const { state, renditions } = await client.settled(id, as);
    expect(state).toBe("ready");
    expect(renditions.map(({ name }) => name)).toEqual(["small", "medium", "large", "constructor"]);
    expect(await read(id, "?p=constructor")).toMatchObject({ width: 50 });
    expect(await read(id, "?w=64")).toMatchObject({ width: 64 });
  });

  test("keep exact sizes that were the same on purpose", async () => {
    const as = "gus";
    await put({ renditions: { small: { w: 32 }, medium: { w: 32, gray: true } } }, as);
    const id = await client.upload(await quadrants(2000, 1000).png().toBuffer(), as);
    const { renditions } = await client.settled(id, as);
    expect(renditions.map(({ width }) => width)).toEqual([32, 32, 1600]);
  });
});
