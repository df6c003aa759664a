import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImageExplanation } from "../../lib/image-explanation.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

const BROWSER = "image/avif,image/webp,*/*";

let client: Client;
let id: string;

beforeAll(async () => {
  client = await startClient({ LADDER: "100,400,650" });
  const defaults = { transform: { q: 60, fit: "cover" }, renditions: { hero: { w: 500, gray: true } } };
  await client.ask("/users/me/defaults", { method: "PUT", body: JSON.stringify(defaults) });
  id = await client.upload(await readFile("dev/demo/sunset.jpg"));
  await client.settled(id);
});
afterAll(() => client.close());

async function explained(query: string, accept = BROWSER): Promise<ImageExplanation> {
  const answer = await client.ask(`/images/${id}/explain?${query}`, { accept });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
  return (await answer.json()) as ImageExplanation;
}

/** What the picture's own URL is answered with. */
function picture(query: string, accept = BROWSER): Promise<Response> {
  return client.ask(`/images/${id}/transformation?${query}`, { as: null, accept });
}

describe("GET /images/:id/explain", () => {
  test("tells who said each value: the URL, the owner's defaults or the service", async () => {
    const { values, folded, ignored, moved, transform } = await explained("width=641&utm_source=mail&gclid=1");
    expect({ folded, ignored, moved, transform }).toEqual({
      folded: { width: "w" },
      ignored: ["utm_source", "gclid"],
      moved: { w: [641, 650] },
      transform: { w: 650 },
    });
    expect(values).toMatchObject({
      w: { value: 650, from: "url" },
      q: { value: 60, from: "defaults" },
      fit: { value: "cover", from: "defaults" },
      g: { value: "center", from: "service" },
      gray: { value: false, from: "service" },
    });
  });

  test("tells what a named rendition said in the place of the defaults", async () => {
    const { values } = await explained("p=hero&w=400");
    expect(values).toMatchObject({
      p: { value: "hero", from: "url" },
      w: { value: 400, from: "url" },
      gray: { value: true, from: "rendition" },
    });
    expect(values.q).toBeUndefined();
  });

  test("tells of the image's own focal point, and of a URL that aims elsewhere", async () => {
    const aim = (focalPoint: unknown) =>
      client.ask(`/images/${id}`, { method: "PATCH", body: JSON.stringify({ focalPoint }) });
    await aim([100, 50]);
    expect((await explained("w=100&h=100")).values.fp).toEqual({ value: "100,50", from: "image" });
    expect((await explained("w=100&h=100&g=west")).values.g).toEqual({ value: "west", from: "url" });
    await aim(null);
  });

  test.each([
    ["w=400", BROWSER],
    ["w=400&h=400", "image/webp"],
    ["w=100&rot=90", "*/*"],
    ["p=hero", BROWSER],
    ["d=0&w=650&h=650&fit=contain&fmt=png&pad=10", "*/*"],
  ])(
    "of ?%s for %s it foresees the key and the size that then come, and tells the type that was made",
    async (query, accept) => {
      const before = await explained(query, accept);
      const response = await picture(query, accept);
      const { default: sharp } = await import("sharp");
      const { width, height } = await sharp(await response.arrayBuffer()).metadata();
      expect([before.answer?.width, before.answer?.height]).toEqual([width, height]);
      await client.stored(before.variant!.slice(1));
      const format = response.headers.get("content-type")!.replace("image/", "");
      const sizeBytes = Number(response.headers.get("content-length"));
      const made = { format, isStored: true, sizeBytes, estimate: null };
      expect((await explained(query, accept)).answer).toEqual({ ...before.answer, ...made });
      if (query.includes("fmt=")) expect(before.answer?.format).toBe(format);
    },
  );

  test("of a drawing it tells the type that it has been made as", async () => {
    const drawing = await client.upload(await quadrants(1200, 400).png().toBuffer());
    await client.settled(drawing);
    const query = "d=0&w=400";
    const picture = await client.ask(`/images/${drawing}/transformation?${query}`, { as: null, accept: BROWSER });
    await client.stored(`images/${drawing}/w-400_d-0.auto-avif`);
    const answer = await client.ask(`/images/${drawing}/explain?${query}`, { accept: BROWSER });
    const { format } = ((await answer.json()) as ImageExplanation).answer!;
    expect([`image/${format}`, format]).toEqual([picture.headers.get("content-type"), "webp"]);
  });

  test("foretells the bytes by the renditions, and says that it does", async () => {
    const { answer } = await explained("d=0&w=640");
    expect([answer?.sizeBytes, answer?.estimate?.basis]).toEqual([null, "renditions"]);
    const { byteLength } = await (await picture("d=0&w=640")).arrayBuffer();
    expect(answer!.estimate!.sizeBytes / byteLength).toBeGreaterThan(0.5);
    expect(answer!.estimate!.sizeBytes / byteLength).toBeLessThan(2);
  });

  test("does not promise a size that only a look at the picture tells", async () => {
    expect((await explained("w=400&trim=1")).answer).toMatchObject({ format: "avif", width: null, height: null });
  });

  test("tells that whoever takes JSON and no picture is answered data", async () => {
    expect(await explained("w=400", "application/json")).toMatchObject({
      variant: `/images/${id}/default.json`,
      answer: { format: "json", width: null, sizeBytes: null, estimate: null },
    });
  });

  test.each([
    ["zoom=2", "parameter-unknown"],
    ["w=0", "parameter-invalid"],
    ["w=10&width=20", "parameter-repeated"],
    ["ar=16:9", "parameter-conflict"],
    ["w=%E0", "query-malformed"],
    ["exp=1", "url-expired"],
    ["rect=5000,5000,10,10", "rect-outside"],
    ["p=poster", "rendition-unknown"],
    ["mark=00000000000000000000000000", "mark-unknown"],
  ])("explains that ?%s is refused, with what the picture's own URL says", async (query, code) => {
    const { refusal, answer } = await explained(query);
    const refused = (await (await picture(query)).json()) as { status: number; code: string; detail: string };
    expect(answer).toBeNull();
    expect(refusal).toEqual({ status: refused.status, code, detail: refused.detail });
  });

  test("makes nothing and counts nothing", async () => {
    const before = { counts: await client.counts(), keys: await client.keys() };
    await explained("w=100&hue=77");
    expect({ counts: await client.counts(), keys: await client.keys() }).toEqual(before);
  });

  test("is the owner's alone", async () => {
    const asStranger = await client.ask(`/images/${id}/explain?w=100`, { as: "stranger" });
    expect(await problemOf(asStranger)).toEqual({ status: 404, code: "image-not-found" });
    const asNobody = await client.ask(`/images/${id}/explain?w=100`, { as: null });
    expect((await problemOf(asNobody)).status).toBe(401);
  });
});

test("where URLs must be signed, one that is not is explained as refused", async () => {
  const strict = await startClient({ SIGNED_URLS: "required" });
  try {
    const image = await strict.upload(await quadrants(64, 48).jpeg().toBuffer());
    const answer = await strict.ask(`/images/${image}/explain?w=64`);
    expect(await answer.json()).toMatchObject({ variant: null, refusal: { status: 403, code: "signature-required" } });
    const { url } = (await (await strict.ask(`/images/${image}`)).json()) as { url: string };
    const signed = await strict.ask(`/images/${image}/explain${new URL(url).search}`);
    expect(await signed.json()).toMatchObject({ signedBy: "local", refusal: null });
  } finally {
    await strict.close();
  }
});
