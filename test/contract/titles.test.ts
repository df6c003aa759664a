import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsStores } from "../../api/stores.ts";
import { SERVICE_DEFAULTS } from "../../lib/defaults.ts";
import { LABELS, SEARCH_RECORDS, TITLE_CHARACTERS } from "../../lib/limits.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

let client: Client;
let picture: Buffer;
let id: string;

beforeAll(async () => {
  client = await startClient();
  picture = await quadrants(120, 80).png().toBuffer();
  id = await client.upload(picture);
  await client.settled(id);
});
afterAll(() => client.close());

function change(body: unknown, image = id, as = "you") {
  return client.ask(`/images/${image}`, { method: "PATCH", body: JSON.stringify(body), as });
}

/** The ids that a list finds, over all of its pages. */
async function found(query: string, as = "you"): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer = await client.ask(`/images?${query}&cursor=${cursor}`, { as });
    expect(answer.status).toBe(200);
    const page = (await answer.json()) as { images: { id: string }[]; next: string | null };
    ids.push(...page.images.map((image) => image.id));
    cursor = page.next;
  }
  return ids;
}

describe("PATCH /images/:id", () => {
  test("gives an image a title and labels, one without the other, and takes them away", async () => {
    const both = { title: "  Größe über dem Meer ", labels: ["sea", "2026", "sea"] };
    expect(await (await change(both)).json()).toMatchObject({ title: "Größe über dem Meer", labels: ["2026", "sea"] });
    expect(await (await change({ labels: [] })).json()).toMatchObject({ title: "Größe über dem Meer", labels: [] });
    expect(await (await change({ title: null })).json()).toMatchObject({ title: null, labels: [] });
  });

  test("leaves every variant where it is when it is about words", async () => {
    await client.ask(`/images/${id}/transformation?w=64&fmt=png`, { as: null });
    await client.stored(`images/${id}/w-64.png`);
    const before = (await client.keys()).variants;
    await change({ title: "Words", labels: ["words"] });
    expect((await client.keys()).variants).toEqual(before);
    const again = await client.ask(`/images/${id}/transformation?w=64&fmt=png`, { as: null });
    expect(again.headers.get("x-cache")).toBe("Hit from cloudfront");
  });

  test("changes words and focal point at once", async () => {
    const answer = await change({ title: "Both", focalPoint: [10, 20] });
    expect(await answer.json()).toMatchObject({ title: "Both", focalPoint: [10, 20] });
    expect((await client.keys()).variants.filter((key) => key.includes(id))).toEqual([]);
    await change({ focalPoint: null });
  });

  test.each([
    ["the longest title", { title: "é".repeat(TITLE_CHARACTERS) }, 200],
    ["a longer one", { title: "é".repeat(TITLE_CHARACTERS + 1) }, 400],
    ["a title of emoji", { title: "🌅".repeat(TITLE_CHARACTERS) }, 200],
    ["a title of spaces", { title: "   " }, 400],
    ["a title of two lines", { title: "one\ntwo" }, 400],
    ["half a character", { title: "\ud83c" }, 400],
    ["a title that is a number", { title: 7 }, 400],
    ["as many labels as there may be", { labels: Array.from({ length: LABELS }, (_, n) => `label-${n}`) }, 200],
    ["one more", { labels: Array.from({ length: LABELS + 1 }, (_, n) => `label-${n}`) }, 400],
    ["a label in upper case", { labels: ["Sea"] }, 400],
    ["a label of 33 letters", { labels: ["a".repeat(33)] }, 400],
    ["labels that are one", { labels: "sea" }, 400],
    ["no labels by null", { labels: null }, 400],
    ["what an image does not have", { title: "x", owner: "me" }, 400],
  ])("is asked with %s", async (_what, body, status) => {
    const answer = await change(body);
    expect(answer.status).toBe(status);
    if (status === 400) expect(await problemOf(answer)).toEqual({ status, code: "body-invalid" });
  });

  test("is the owner's alone, whose words nobody else is told", async () => {
    await change({ title: "Secret words" });
    expect(await problemOf(await change({ title: "Mine" }, id, "somebody"))).toMatchObject({ status: 404 });
    const data = await (await client.ask(`/images/${id}/transformation?fmt=json`, { as: null })).text();
    expect(data).not.toContain("Secret");
  });

  test("leaves no word on the record of an image that is deleted", async () => {
    const gone = await client.upload(picture);
    await change({ title: "Gone", labels: ["gone"] }, gone);
    await client.ask(`/images/${gone}`, { method: "DELETE" });
    const record = await awsStores(client.service.environment).images.get(gone);
    expect(JSON.stringify(record)).not.toMatch(/gone"|Gone/);
  });
});

describe("GET /images", () => {
  let bay: string;
  let hill: string;
  beforeAll(async () => {
    bay = await client.upload(picture, "sue");
    hill = await client.upload(picture, "sue");
    await change({ title: "Señorita über dem Große Meer", labels: ["sea", "spain"] }, bay, "sue");
    await change({ title: "A hill at sea level", labels: ["hill"] }, hill, "sue");
  });

  test.each<[string, (ids: Record<"bay" | "hill", string>) => string[]]>([
    ["label=sea", ({ bay }) => [bay]],
    ["label=se", () => []],
    ["q=SENORITA", ({ bay }) => [bay]],
    ["q=gross+uber", ({ bay }) => [bay]],
    ["q=sea", ({ bay, hill }) => [hill, bay]],
    ["q=sea+hill", ({ hill }) => [hill]],
    ["q=e&limit=1", ({ bay, hill }) => [hill, bay]],
    ["q=hill&label=sea", () => []],
    ["q=%20&label=", ({ bay, hill }) => [hill, bay]],
  ])("finds by %s what has it, and nothing else", async (query, expected) => {
    expect(await found(query, "sue")).toEqual(expected({ bay, hill }));
    expect(await found(query, "nobody")).toEqual([]);
  });

  test.each([
    ["label=Sea", "parameter-invalid"],
    ["q=a%20b%20c%20d%20e%20f%20g%20h%20i", "parameter-invalid"],
    [`q=${"a".repeat(101)}`, "parameter-invalid"],
    ["q=a&q=b", "parameter-repeated"],
    ["tag=sea", "parameter-unknown"],
  ])("refuses %s", async (query, code) => {
    expect(await problemOf(await client.ask(`/images?${query}`))).toEqual({ status: 400, code });
  });

  test("looks through a bounded part of a long list, and says where to go on", async () => {
    const { images } = awsStores(client.service.environment);
    const owner = ((await (await client.ask("/users/me", { as: "rich" })).json()) as { id: string }).id;
    const ids = Array.from(
      { length: SEARCH_RECORDS + 50 },
      (_, n) => `0000000000000000000000${String(n).padStart(4, "0")}`,
    );
    const record = { owner, createdAt: "2026-01-01T00:00:00.000Z", state: "processing", sizeBytes: 1 } as const;
    const more = { defaults: SERVICE_DEFAULTS, revision: 0, variantCount: 0 };
    for (let at = 0; at < ids.length; at += 50) {
      const some = ids.slice(at, at + 50);
      await Promise.all(some.map((each) => images.create({ id: each, ...record, ...more }, "process", 9e9)));
    }
    await change({ labels: ["first"] }, ids[0], "rich");
    const page = await (await client.ask("/images?label=first", { as: "rich" })).json();
    expect(page).toEqual({ images: [], next: ids[50] });
    expect(await found("label=first", "rich")).toEqual([ids[0]]);
  });
});
