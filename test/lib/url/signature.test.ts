import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readQuery } from "../../../lib/url/read-query.ts";
import { isSignedBy, sign } from "../../../lib/url/signature.ts";
import { signingKeyId } from "../../../lib/url/signing-key.ts";

const KEY = { id: "k1", secret: "a secret of some length" };
const PATH = "/images/01jd3v8z9x7w6v5t4s3r2q1p0n/transformation";

/** Whether a key has signed a path and query. */
function isSigned(url: string, secret = KEY.secret): boolean {
  const [path, rawQuery = ""] = url.split(/\?(.*)/s);
  const read = readQuery(rawQuery);
  if ("problem" in read || read.signed === undefined) return false;
  return isSignedBy(secret, path!, read.signed, read.parameters.signature!);
}

test.each([PATH, `${PATH}?w=641`, `${PATH}?w=641&bg=%23f00&exp=1900000000`, `${PATH}?utm_source=a+b`])(
  "%s verifies once it is signed",
  (url) => {
    expect(isSigned(sign(url, KEY))).toBe(true);
  },
);

test("a signature is the HMAC-SHA256 of the raw path and query before it", () => {
  const expected = createHmac("sha256", KEY.secret).update(`${PATH}?w=641`).digest("base64url");
  expect(sign(`${PATH}?w=641`, KEY)).toBe(`${PATH}?w=641&s=k1.${expected}`);
});

test("no character of a signed URL can be another", () => {
  const url = sign(`${PATH}?w=641&q=80`, KEY);
  for (let position = 0; position < url.length; position++) {
    // The key's id is the caller's to look up: it only says whose signature it is.
    if (url.slice(position).match(/^(k1\.|1\.)/)) continue;
    for (const other of ["A", "-", "0", "&", "="]) {
      if (other === url[position]) continue;
      const changed = url.slice(0, position) + other + url.slice(position + 1);
      expect(changed.includes("?") && isSigned(changed), changed).toBe(false);
    }
  }
});

test("nothing can be added, left out or moved", () => {
  const url = sign(`${PATH}?w=641&q=80`, KEY);
  const [path, w, q, s] = url.split(/[?&]/);
  const others = [`${path}?${q}&${w}&${s}`, `${path}?${w}&${s}`, `${path}?${s}`, `${path}?${w}&${q}&h=1&${s}`];
  expect(others.filter((other) => isSigned(other))).toEqual([]);
});

test.each(["&q=80", "&utm_source=mail", "&h=1", "&free=w", "&w=641"])("nothing comes after it: %s", (after) => {
  const url = sign(`${PATH}?bg=f00`, KEY);
  expect(isSigned(url)).toBe(true);
  expect(isSigned(url + after)).toBe(false);
});

describe("what free names", () => {
  const url = sign(`${PATH}?fit=cover&free=w.dpr`, KEY);

  test.each(["", "&w=640", "&w=640&dpr=2", "&dpr=2&w=1", "&%77=640", "&"])("comes after it: %s", (after) => {
    expect(isSigned(url + after)).toBe(true);
  });

  test.each([
    "&h=640",
    "&width=640",
    "&w=640&h=1",
    "&h=1&w=640",
    "&free=w.h",
    "&w.dpr=1",
    "&=1",
    "&utm_source=a",
    "&w=1&w=2",
  ])("is all that comes after it: not %s", (after) => {
    expect(isSigned(url + after)).toBe(false);
  });

  test("comes nowhere else", () => {
    expect(isSigned(url.replace("&free", "&w=640&free"))).toBe(false);
    expect(isSigned(url.replace("&s=", "&w=640&s="))).toBe(false);
  });
});

test("another key's signature is none", () => {
  expect(isSigned(sign(`${PATH}?w=641`, KEY), "another secret")).toBe(false);
  expect(isSigned(sign(`${PATH}?w=641`, { ...KEY, secret: "" }))).toBe(false);
});

test("a signature says which key it was made with", () => {
  expect(signingKeyId("k1.4cVq")).toBe("k1");
  expect(signingKeyId("__proto__.4cVq")).toBe("__proto__");
});
