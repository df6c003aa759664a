import { describe, expect, test } from "vitest";
import { imageUrl } from "../../client/image-url.ts";
import { signUrl } from "../../client/sign.ts";
import { isSignedBy } from "../../lib/url/signature.ts";

const URL_OF_PICTURE = imageUrl("01jd3v7k2mq8x4n5p6r7s8t9va", { width: 641, focalPoint: [30, 70] });

/** Whether the edge takes a signed URL. */
function isTaken(url: string, secret: string): boolean {
  const { pathname, search, searchParams } = new URL(url, "http://127.0.0.1");
  return isSignedBy(secret, pathname, search.slice(1), searchParams.get("s") ?? "");
}

describe("a signed URL", () => {
  test.each([URL_OF_PICTURE, `https://img.example.com${URL_OF_PICTURE}`, URL_OF_PICTURE.split("?")[0]!])(
    "of %s is the edge's to take, by the right key alone",
    (url) => {
      const signed = signUrl(url, "k1.secret");
      expect(signed.startsWith(url)).toBe(true);
      expect(isTaken(signed, "secret")).toBe(true);
      expect(isTaken(signed, "another")).toBe(false);
    },
  );

  test("signs its end with it", () => {
    const signed = signUrl(URL_OF_PICTURE, "k1.secret", { lifeSeconds: 60 });
    const expires = Number(/&exp=(\d+)&s=/.exec(signed)?.[1]);
    expect(Math.abs(expires - 60 - Date.now() / 1000)).toBeLessThan(10);
    expect(isTaken(signed, "secret")).toBe(true);
    expect(isTaken(signed.replace(/exp=\d/, "exp=9"), "secret")).toBe(false);
  });

  test("signs what a browser sends, not what a person wrote", () => {
    const signed = signUrl("/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?bg=dark red", "k1.secret");
    expect(signed).toContain("bg=dark%20red&s=");
    expect(isTaken(signed, "secret")).toBe(true);
  });

  test("is not signed again", () => {
    expect(() => signUrl(signUrl(URL_OF_PICTURE, "k1.secret"), "k1.secret")).toThrow(TypeError);
  });

  test.each(["secret", "k1.", ".secret", ""])("needs a key, and %j is none", (key) => {
    expect(() => signUrl(URL_OF_PICTURE, key)).toThrow(TypeError);
  });
});
