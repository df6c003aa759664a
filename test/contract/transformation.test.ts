import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_LADDER } from "../../lib/url/default-ladder.ts";
import { privatePicture, SECRET } from "../pictures/private.ts";
import { GRAIN, quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

let client: Client;
let id: string;

beforeAll(async () => {
  client = await startClient();
  id = await client.upload(await quadrants(1200, 800, GRAIN).jpeg().toBuffer());
  await client.settled(id);
});
afterAll(() => client.close());

const CHROME = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

function variant(query: string, accept = CHROME, method = "GET", headers: Record<string, string> = {}) {
  return client.ask(`/images/${id}/transformation${query}`, { as: null, accept, method, headers });
}

async function sizeOf(response: Response) {
  const { width, height, format } = await sharp(await response.arrayBuffer()).metadata();
  return { width, height, format };
}

describe("the format", () => {
  test.each([
    [CHROME, "image/avif"],
    ["image/webp,*/*", "image/webp"],
    ["image/avif;q=0.5,image/webp", "image/webp"],
    ["*/*", "image/jpeg"],
  ])("for Accept: %s is %s", async (accept, type) => {
    const response = await variant("?w=640", accept);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("vary")).toBe("Accept");
    expect(await sizeOf(response)).toMatchObject({ width: 640, height: 427 });
  });

  test("that is asked for has the last word", async () => {
    expect((await variant("?w=640&fmt=png")).headers.get("content-type")).toBe("image/png");
  });

  test("json tells what a page needs to show it, and nothing that its file says in private", async () => {
    const file = await sharp(await privatePicture("jpeg", "all", 400))
      .withMetadata()
      .withIccProfile("p3")
      .toBuffer();
    expect(file.includes(SECRET)).toBe(true);
    const photo = await client.upload(file);
    await client.settled(photo);
    const text = await (await client.ask(`/images/${photo}/transformation?fmt=json`, { as: null })).text();
    expect(JSON.parse(text)).toEqual({
      ...{ id: photo, width: 400, height: 120, format: "jpeg", sizeBytes: expect.any(Number) },
      ...{ hasAlpha: false, isAnimated: false, pages: 1, animation: null, hasContentCredentials: false },
      ...{ colorSpace: { model: "rgb", bitDepth: 8, profile: "display-p3" }, isWideGamut: true },
      ...{ thumbhash: expect.any(String), color: expect.any(String), focalPoint: null },
      palette: expect.arrayContaining([expect.stringMatching(/^#[0-9a-f]{6}$/)]),
      widths: DEFAULT_LADDER.filter((size) => size <= 400),
      renditions: [100, 200, 400].map((width, place) => ({
        ...{ name: ["small", "medium", "large"][place], width, height: width * 0.3 },
      })),
    });
    expect(text).not.toMatch(new RegExp(`${SECRET}|GPS|52,31|Ada|Zoë`));
  });

  test("json is the picture's data, for a client that asks for data and no picture", async () => {
    for (const response of [await variant("", "application/json"), await variant("?fmt=json")]) {
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(await response.json()).toMatchObject({ id, width: 1200, height: 800, format: "jpeg", isAnimated: false });
    }
  });
});

describe("a download", () => {
  test.each(["made", "stored"])("has its name when it is %s", async (state) => {
    if (state === "stored") {
      await client.stored(`images/${id}/w-200_dl-At-the-Sea.auto-avif`);
      await client.ask("/_local/edge/empty", { method: "POST", as: null });
    }
    const response = await variant("?w=200&dl=At-the-Sea");
    expect(response.headers.get("x-image-origin")).toBe(state === "made" ? "transformer" : null);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="At-the-Sea.avif"');
  });

  test("is not what a picture without a name is", async () => {
    expect((await variant("?w=200")).headers.get("content-disposition")).toBeNull();
  });

  test.each(["a%22b", "a%0d%0aSet-Cookie:b", "a/b", "..", "a.exe", "%C3%A9", ""])("is never named %s", async (name) => {
    expect(await problemOf(await variant(`?w=200&dl=${name}`))).toEqual({ status: 400, code: "parameter-invalid" });
  });
});

describe("the caches", () => {
  test("answer the second request at the edge, and after it is emptied from the variant bucket", async () => {
    const first = await variant("?w=300");
    expect(first.headers.get("x-cache")).toBe("Miss from cloudfront");
    expect(first.headers.get("x-image-origin")).toBe("transformer");
    expect(first.headers.get("x-amz-meta-cache-tag")).toBeNull();
    const bytes = Buffer.from(await first.arrayBuffer());
    await client.stored(`images/${id}/w-300.auto-avif`);
    const made = (await client.counts()).transformerCalls;

    const second = await variant("?w=300");
    expect(second.headers.get("x-cache")).toBe("Hit from cloudfront");

    expect((await client.ask("/_local/edge/empty", { method: "POST", as: null })).status).toBe(204);
    const third = await variant("?w=300");
    expect(third.headers.get("x-cache")).toBe("Miss from cloudfront");
    expect(third.headers.get("x-image-origin")).toBeNull();
    expect(third.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(Buffer.from(await third.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await client.counts()).transformerCalls).toBe(made);
  });

  test("fifty first requests at once run the transformer once", async () => {
    const before = (await client.counts()).transformerCalls;
    const responses = await Promise.all(Array.from({ length: 50 }, () => variant("?w=414&q=60")));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await client.counts()).transformerCalls).toBe(before + 1);
  });

  test("keep one object for 25 spellings of one transform", async () => {
    const before = new Set((await client.keys()).variants);
    const spellings = [
      "?w=320&h=180&fit=cover&q=70&bg=f00",
      "?h=180&w=320&fit=cover&q=70&bg=f00",
      "?width=320&height=180&fit=cover&quality=70&background=f00",
      "?w=320&height=180&fit=COVER&q=70&b=F00",
      "?w=160&h=90&dpr=2&fit=cover&q=70&bg=f00",
      "?w=128&h=72&dpr=2.5&fit=cover&q=70&bg=f00",
      "?w=319&h=179&fit=cover&q=70&bg=f00",
      "?w=320&ar=16:9&fit=cover&q=70&bg=f00",
      "?w=320&ar=16%3A9&fit=cover&q=70&bg=f00",
      "?w=320&h=180&fit=cover&q=66&bg=f00",
      "?w=320&h=180&fit=cover&q=70&bg=ff0000",
      "?w=320&h=180&fit=cover&q=70&bg=%23ff0000",
      "?w=320&h=180&fit=cover&q=70&bg=ff0000ff",
      "?w=320&h=180&fit=cover&q=70&bg=red",
      "?w=320&h=180&fit=cover&q=70&bg=Red",
      "?w=320&h=180&fit=cover&q=70&bg=f00&fmt=auto",
      "?w=320&h=180&fit=cover&q=70&bg=f00&f=AUTO",
      "?w=320&h=180&fit=cover&q=70&bg=f00&g=center",
      "?w=320&h=180&fit=cover&q=70&bg=f00&enlarge=0",
      "?w=320&h=180&fit=cover&q=70&bg=f00&rot=0&gray=false",
      "?w=320&h=180&fit=cover&q=70&bg=f00&d=1&dpr=1",
      "?w=320&h=180&fit=cover&q=70&bg=f00&utm_source=mail&utm_medium=x",
      "?utm_source=a&utm_source=b&w=320&h=180&fit=cover&q=70&bg=f00&gclid=1",
      "?%77=320&h=18%30&fit=cover&q=70&bg=f00",
      "?&w=320&&h=180&fit=cover&q=70&bg=f00&",
    ];
    expect(spellings.length).toBe(25);
    for (const spelling of spellings) expect((await variant(spelling)).status).toBe(200);
    const key = `images/${id}/w-320_h-180_fit-cover_q-70_bg-ff0000.auto-avif`;
    await client.stored(key);
    expect((await client.keys()).variants.filter((each) => !before.has(each))).toEqual([key]);
  });
});

describe("HTTP's own ways", () => {
  test("HEAD has the headers and no body", async () => {
    const response = await variant("?w=200", CHROME, "HEAD");
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(100);
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });

  test("If-None-Match is 304, Range is 206", async () => {
    const whole = await variant("?w=200");
    const etag = whole.headers.get("etag")!;
    expect((await variant("?w=200", CHROME, "GET", { "if-none-match": etag })).status).toBe(304);
    const part = await variant("?w=200", CHROME, "GET", { range: "bytes=0-9" });
    expect(part.status).toBe(206);
    expect((await part.arrayBuffer()).byteLength).toBe(10);
  });
});

describe("what is refused", () => {
  test.each([
    ["?foo=1", 400, "parameter-unknown"],
    ["?w=640&width=640", 400, "parameter-repeated"],
    ["?w=0", 400, "parameter-invalid"],
    ["?w=4097", 400, "parameter-invalid"],
    ["?w=4000&dpr=2", 400, "parameter-invalid"],
    ["?q=101", 400, "parameter-invalid"],
    ["?fit=squash", 400, "parameter-invalid"],
    ["?ar=16:9", 400, "parameter-conflict"],
    ["?w=%ff", 400, "query-malformed"],
    ["?rect=5000,0,10,10", 400, "rect-outside"],
    ["?p=nobody", 404, "rendition-unknown"],
    ["?w=100&s=k1.0000000000000000000000000000000000000000000", 403, "signature-invalid"],
    ["?w=100&exp=1000000000", 403, "url-expired"],
  ])("%s is %i %s", async (query, status, code) => {
    const response = await variant(query);
    expect(response.headers.get("cache-control")).toMatch(status === 403 ? /^no-store$/ : /^max-age=10$/);
    expect(await problemOf(response)).toEqual({ status, code });
  });

  test.each([
    "/images/00000000000000000000000000/transformation",
    "/images/nope/transformation",
    "/images/../transformation",
    "/images/A/transformation",
    "/nowhere",
    "/_local/nothing",
  ])("GET %s is a 404 problem", async (path) => {
    expect((await problemOf(await client.ask(path, { as: null, accept: CHROME }))).status).toBe(404);
  });
});
