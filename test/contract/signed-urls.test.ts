import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sign } from "../../lib/url/signature.ts";
import { parseSigningKey } from "../../lib/url/signing-key.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, type ImageJson, problemOf, startClient } from "./service.ts";

/** A service in a mode, and one picture in it. */
async function startWithPicture(environment: Readonly<Record<string, string>>) {
  const client = await startClient(environment);
  const id = await client.upload(await quadrants(1400, 700).jpeg().toBuffer());
  return { client, id, image: await client.settled(id), path: `/images/${id}/transformation` };
}

function look(client: Client, pathOrUrl: string) {
  return client.ask(pathOrUrl, { as: null, accept: "*/*" });
}

const now = Math.floor(Date.now() / 1000);

describe("where every URL must be signed", () => {
  let client: Client;
  let id: string;
  let image: ImageJson;
  let path: string;
  let signed: (query: string) => string;
  beforeAll(async () => {
    ({ client, id, image, path } = await startWithPicture({ SIGNED_URLS: "required", MAX_VARIANTS: "1" }));
    const key = parseSigningKey(client.service.environment.SIGNING_KEY!)!;
    signed = (query) => sign(`${path}?${query}`, key);
  });
  afterAll(() => client.close());

  test.each(["", "?w=640", "?p=small", "?utm_source=mail"])(
    "%s alone is refused, and kept by nobody",
    async (query) => {
      for (const time of ["first", "second"]) {
        const answer = await look(client, path + query);
        expect([time, answer.headers.get("cache-control"), answer.headers.get("x-cache")]).toEqual([
          time,
          "no-store",
          expect.not.stringMatching(/^Hit/),
        ]);
        expect(await problemOf(answer)).toEqual({ status: 403, code: "signature-required" });
      }
    },
  );

  test("all that the service gives out is answered", async () => {
    const listed = (await (await client.ask("/images")).json()) as { images: ImageJson[] };
    const posted = await client.ask(`/images/${id}?w=333&gray=1`, { method: "POST", accept: "application/json" });
    const { url } = (await posted.json()) as ImageJson;
    const urls = [image.url, url, posted.headers.get("location")!, ...listed.images.map((each) => each.url)];
    for (const each of [...urls, ...image.renditions.map((rendition) => rendition.url)]) {
      expect((await look(client, each)).status, each).toBe(200);
    }
  });

  test("the pictures, the page and the way out in its mail are answered", async () => {
    await expect.poll(async () => (await client.mails()).filter(({ text }) => text.includes(id))).toHaveLength(1);
    const [mail] = (await client.mails()).filter(({ text }) => text.includes(id));
    const links = [...mail!.text.matchAll(/https?:\S+/g)].map(([link]) => link);
    expect(links).toHaveLength(5);
    for (const link of links) expect((await look(client, link)).status, link).toBe(200);
  });

  test("one signature opens a ladder of one picture, and nothing else", async () => {
    const srcset = signed("fit=cover&ar=2:1&free=w.dpr&widths=200.400.800");
    for (const after of ["&w=200", "&w=400", "&w=800", "&w=200&dpr=2", "&w=400&dpr=2"]) {
      expect((await look(client, srcset + after)).status, after).toBe(200);
    }
    const refused = { "&w=201": 403, "&w=800&dpr=2": 403, "&w=200&q=10": 403, "&w=200&utm_source=a": 403 };
    const twice = { "&w=200&w=400": 400, "&w=200&widths=201": 400, "&w=200&free=q": 400 };
    for (const [after, status] of Object.entries({ ...refused, ...twice })) {
      expect((await look(client, srcset + after)).status, after).toBe(status);
    }
  });

  test.each([
    ["that ended a second ago", () => signed(`w=300&exp=${now - 1}`), "url-expired"],
    ["whose end was taken off", () => signed(`w=300&exp=${now + 60}`).replace(/&exp=\d+/, ""), "signature-invalid"],
    ["of another picture", () => signed("w=300").replace(id, id.replace(/.$/, "0")), "signature-invalid"],
    ["with another width", () => signed("w=300").replace("w=300", "w=301"), "signature-invalid"],
    ["with a key of its own", () => sign(`${path}?w=300`, { id: "mine", secret: "mine" }), "signature-invalid"],
  ])("a URL %s is refused, and kept by nobody", async (_what, urlOf, code) => {
    const answer = await look(client, urlOf());
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await problemOf(answer)).toEqual({ status: 403, code });
  });

  test("what was signed does not count, on the ladder or off it", async () => {
    for (const width of [100, 200, 300, 301]) {
      const answer = await look(client, signed(`w=${width}&q=50`));
      expect([answer.status, answer.headers.get("x-image-degraded")]).toEqual([200, null]);
    }
  });
});

describe("where sizes are free, on a ladder of one's own", () => {
  let client: Client;
  let id: string;
  let image: ImageJson;
  let path: string;
  beforeAll(async () => {
    const settings = { SIGNED_URLS: "sizes", LADDER: "333,999", MAX_VARIANTS: "1" };
    ({ client, id, image, path } = await startWithPicture(settings));
  });
  afterAll(() => client.close());

  test("sizes, formats and renditions need no signature, and all else does", async () => {
    for (const query of ["?w=100&fmt=webp", "?p=small", "?w=333&fmt=webp"]) {
      expect((await look(client, path + query)).status, query).toBe(200);
    }
    for (const query of ["?gray=1", "?w=333&ar=1:1", "?rect=0,0,10,10"]) {
      expect(await problemOf(await look(client, path + query))).toEqual({ status: 403, code: "signature-required" });
    }
    expect(image.url.endsWith(path)).toBe(true);
  });

  test("sizes move to the ladder, and the signed are exact", async () => {
    await client.stored(`images/${id}/w-333.webp`);
    const posted = await client.ask(`/images/${id}?w=100&fmt=webp`, { method: "POST" });
    expect((await look(client, posted.headers.get("location")!)).status).toBe(200);
    await client.stored(`images/${id}/w-100.webp`);
  });

  test("only what anybody can ask for counts", async () => {
    const first = await look(client, `${path}?w=333&fmt=webp`);
    const second = await look(client, `${path}?w=999&fmt=png`);
    expect([first.status, second.status]).toEqual([200, 429]);
    const posted = await client.ask(`/images/${id}?w=999&gray=1&fmt=webp`, { method: "POST" });
    expect(posted.status).toBe(201);
  });

  test("its pages are told", async () => {
    const config = await (await client.ask("/config.json", { as: null })).json();
    expect(config).toMatchObject({ ladder: [333, 999], signedUrls: "sizes" });
  });
});
