import { expect, test } from "vitest";
import { createAnswerStore, type StoredAnswer } from "../../../../dev/cloud/cloudfront/answer-store.ts";
import { cacheTags, isInvalidationItem } from "../../../../dev/cloud/cloudfront/invalidation-item.ts";

function stored(path: string, { bytes = 0, tags = "" } = {}): StoredAnswer {
  const times = { storedAt: 0, freshUntil: 0, staleUntil: 0 };
  return { path, status: 200, headers: {}, body: Buffer.alloc(bytes), tags: cacheTags(tags), ...times };
}

function storeOf(maxBytes: number, ...answers: StoredAnswer[]) {
  const store = createAnswerStore(maxBytes);
  for (const answer of answers) store.put(answer);
  return store;
}

function held(store: ReturnType<typeof createAnswerStore>, ...paths: string[]): string[] {
  return paths.filter((path) => store.get(path) !== undefined);
}

test("what was not asked for the longest goes first when there are too many bytes", () => {
  const store = storeOf(250_000, stored("/a", { bytes: 100_000 }), stored("/b", { bytes: 100_000 }));
  store.get("/a");
  store.put(stored("/c", { bytes: 100_000 }));
  expect(held(store, "/a", "/b", "/c")).toEqual(["/a", "/c"]);
});

test("an answer that is stored again counts once", () => {
  const again = Array.from({ length: 5 }, () => stored("/a", { bytes: 100_000 }));
  const store = storeOf(250_000, stored("/b", { bytes: 100_000 }), ...again);
  expect(held(store, "/a", "/b")).toEqual(["/a", "/b"]);
});

test("forgotten answers make room", () => {
  const store = storeOf(250_000, stored("/a", { bytes: 100_000 }), stored("/b", { bytes: 100_000 }));
  store.invalidate(["/a"]);
  store.put(stored("/c", { bytes: 100_000 }));
  expect(held(store, "/a", "/b", "/c")).toEqual(["/b", "/c"]);
});

test("many empty answers are too many bytes as well", () => {
  const store = storeOf(10_000, ...Array.from({ length: 100 }, (_, index) => stored(`/${index}`)));
  expect(held(store, "/0", "/99")).toEqual(["/99"]);
});

test("an answer that is larger than the whole store is not kept", () => {
  expect(held(storeOf(10_000, stored("/a", { bytes: 10_001 })), "/a")).toEqual([]);
});

test.each([
  ["/images/1", ["/images/1"]],
  ["/images/1*", ["/images/1", "/images/10"]],
  ["/images/*", ["/images/1", "/images/10"]],
  ["/Images/1", []],
  ["*", ["/images/1", "/images/10", "/other"]],
  ["#image-1", ["/images/1"]],
  ["#IMAGE-1", ["/images/1"]],
  ["#owner-a", ["/images/1", "/images/10"]],
  ["#image", []],
  ["image-1", []],
])("invalidating %s forgets %j", (item, gone) => {
  const store = storeOf(
    1_000_000,
    stored("/images/1", { tags: "image-1, Owner-A" }),
    stored("/images/10", { tags: "image-10,owner-a" }),
    stored("/other"),
  );
  expect(store.invalidate([item])).toBe(gone.length);
  const paths = ["/images/1", "/images/10", "/other"];
  expect(held(store, ...paths)).toEqual(paths.filter((path) => !gone.some((each) => each === path)));
});

test("an answer that two items mean is forgotten once", () => {
  const store = storeOf(1_000_000, stored("/images/1", { tags: "image-1" }));
  expect(store.invalidate(["/images/*", "#image-1"])).toBe(1);
});

test("the fiftieth tag counts, the next does not", () => {
  const tags = cacheTags(Array.from({ length: 60 }, (_, index) => `tag-${index + 1}`).join(","));
  expect([tags.has("tag-50"), tags.has("tag-51")]).toEqual([true, false]);
});

test.each([
  ["/a", true],
  ["/a*", true],
  ["*", true],
  ["#image-1", true],
  ["/a*b", false],
  ["image-1", false],
  ["#", false],
  ["#a,b", false],
])("%s is an item that CloudFront takes: %s", (item, isAccepted) => {
  expect(isInvalidationItem(item)).toBe(isAccepted);
});
