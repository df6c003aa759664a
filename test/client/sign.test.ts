import { describe, expect, test } from "vitest";
import { imageUrl } from "../../client/image-url.ts";
import darkroomLoader from "../../client/next-loader.ts";
import { signUrl } from "../../client/sign-url.ts";
import { signedSrcset } from "../../client/signed-srcset.ts";
import { loadEdgeFunction } from "../../dev/cloud/cloudfront/edge-function.ts";
import { buildEdgeFunction } from "../../stacks/build/edge-function.ts";
import { eventOf, outcomeOf, viewerCall } from "../edge/edge-call.ts";

const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";
const URL_OF_PICTURE = imageUrl(ID, { width: 641, focalPoint: [30, 70] });
const SECRETS = new Map([["signing-key-k1", "secret"]]);

const { code } = await buildEdgeFunction("edge/viewer-request.ts");

/** What the edge makes of a URL, by its built bytes: the variant key's last part, or a status and a code. */
async function outcome(url: string, secrets: ReadonlyMap<string, string> = SECRETS): Promise<string> {
  const { pathname, search } = new URL(url, "http://127.0.0.1");
  const edge = loadEdgeFunction(code, async (key) => secrets.get(key) ?? Promise.reject(new Error("KeyNotFound")));
  const answer = await edge.run(eventOf(viewerCall({ uri: pathname, rawQuery: search.slice(1), accept: [] })));
  return outcomeOf(answer).replace(`/images/${ID}/`, "");
}

/** Whether the edge takes a signed URL. */
async function isTaken(url: string, secret: string): Promise<boolean> {
  return !(await outcome(url, new Map([["signing-key-k1", secret]]))).startsWith("403");
}

describe("a signed URL", () => {
  test.each([URL_OF_PICTURE, `https://img.example.com${URL_OF_PICTURE}`, URL_OF_PICTURE.split("?")[0]!])(
    "of %s is the edge's to take, by the right key alone",
    async (url) => {
      const signed = signUrl(url, "k1.secret");
      expect(signed.startsWith(url)).toBe(true);
      expect(await isTaken(signed, "secret")).toBe(true);
      expect(await isTaken(signed, "another")).toBe(false);
    },
  );

  test("signs its end with it", async () => {
    const signed = signUrl(URL_OF_PICTURE, "k1.secret", { lifeSeconds: 60 });
    const expires = Number(/&exp=(\d+)&s=/.exec(signed)?.[1]);
    expect(Math.abs(expires - 60 - Date.now() / 1000)).toBeLessThan(10);
    expect(await isTaken(signed, "secret")).toBe(true);
    expect(await isTaken(signed.replace(/exp=\d/, "exp=9"), "secret")).toBe(false);
  });

  test("signs what a browser sends, not what a person wrote", async () => {
    const signed = signUrl("/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?bg=dark red", "k1.secret");
    expect(signed).toContain("bg=dark%20red&s=");
    expect(await isTaken(signed, "secret")).toBe(true);
  });

  test("is not signed again", () => {
    expect(() => signUrl(signUrl(URL_OF_PICTURE, "k1.secret"), "k1.secret")).toThrow(TypeError);
  });

  test.each(["secret", "k1.", ".secret", ""])("needs a key, and %j is none", (key) => {
    expect(() => signUrl(URL_OF_PICTURE, key)).toThrow(TypeError);
  });

  test.each([
    { free: ["width"] },
    { free: ["w"], widths: [] },
    { free: [] },
    { free: ["s"] },
    { free: ["exp"] },
    { free: ["nothing"] },
    { free: ["fit"], widths: [0] },
    { free: ["fit"], widths: [1.5] },
    { free: ["fit"], widths: Array(30).fill(1000) },
  ])("cannot leave free, or be good for, %j", (options) => {
    expect(() => signUrl(URL_OF_PICTURE, "k1.secret", options)).toThrow(TypeError);
  });
});

describe("one signature for many URLs", () => {
  const signed = signUrl(imageUrl(ID, { ratio: "4:3" }), "k1.secret", { free: ["width", "dpr"], widths: [320, 640] });

  test.each([
    ["&w=320", "w-320_h-240.auto"],
    ["&w=320&dpr=2", "w-640_h-480.auto"],
    ["&w=321", "403 signature-invalid"],
    ["&w=320&q=80", "403 signature-invalid"],
  ])("with %s after it is answered as it should be", async (after, expected) => {
    expect(await outcome(signed + after)).toBe(expected);
  });

  test("makes a srcset of exact widths, and no other", async () => {
    const entries = signedSrcset(ID, "k1.secret", { widths: [999, 333], fit: "cover" }).split(", ");
    expect(entries.map((entry) => entry.split(" ")[1])).toEqual(["333w", "999w"]);
    const urls = entries.map((entry) => entry.split(" ")[0]!);
    expect(await Promise.all(urls.map((url) => outcome(url)))).toEqual([
      "w-333_fit-cover.auto",
      "w-999_fit-cover.auto",
    ]);
    expect(await outcome(urls[0]!.replace("&w=333", "&w=334"))).toBe("403 signature-invalid");
    expect(new Set(urls.map((url) => /&s=[^&]*/.exec(url)?.[0])).size).toBe(1);
  });

  test("makes a srcset of densities", async () => {
    const entries = signedSrcset(ID, "k1.secret", { width: 97, height: 50, fit: "cover" }).split(", ");
    const outcomes = await Promise.all(entries.map((entry) => outcome(entry.split(" ")[0]!)));
    expect(outcomes).toEqual(["w-97_h-50_fit-cover.auto", "w-194_h-100_fit-cover.auto", "w-291_h-150_fit-cover.auto"]);
  });

  test("is good in next/image, whose widths come after it", async () => {
    const src = signUrl(imageUrl(ID, { ratio: "16:9", fit: "cover" }), "k1.secret", { free: ["w", "q"] });
    expect(await outcome(darkroomLoader({ src, width: 640, quality: 75 }))).toBe("w-640_h-360_fit-cover_q-75.auto");
  });

  test("offers nothing wider than the original, and ends when it is said to", async () => {
    const text = signedSrcset(ID, "k1.secret", { widths: [400, 800], originalWidth: 555 }, { lifeSeconds: -1 });
    const [first = "", second = ""] = text.split(", ");
    expect([first.split(" ")[1], second.split(" ")[1]]).toEqual(["400w", "555w"]);
    expect(await outcome(first.split(" ")[0]!)).toBe("403 url-expired");
  });
});
