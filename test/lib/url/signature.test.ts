import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { isSignedBy, sign } from "../../../lib/url/signature.ts";
import { signingKeyId } from "../../../lib/url/signing-key.ts";

const KEY = { id: "k1", secret: "a secret of some length" };
const PATH = "/images/01jd3v8z9x7w6v5t4s3r2q1p0n/transformation";

/** Whether a key has signed a path and query; the signature is the value of its last pair. */
function isSigned(url: string, secret = KEY.secret): boolean {
  const [path, rawQuery] = url.split(/\?(.*)/s);
  return isSignedBy(secret, path!, rawQuery!, url.slice(url.lastIndexOf("=") + 1));
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
    // The parameter's name and the key's id are the caller's to look up: they only say whose signature it is.
    if (url.slice(position).match(/^(s=|=k|k1\.|1\.)/)) continue;
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

test("the signature must be the last pair", () => {
  const rawQuery = sign(`${PATH}?w=641`, KEY).slice(PATH.length + 1);
  const signature = rawQuery.slice(rawQuery.indexOf("s=") + 2);
  expect(isSignedBy(KEY.secret, PATH, rawQuery, signature)).toBe(true);
  for (const after of ["&", "&q=80", "&utm_source=mail", `&utm_source=${signature}`]) {
    expect(isSignedBy(KEY.secret, PATH, rawQuery + after, signature), after).toBe(false);
  }
});

test("another key's signature is none", () => {
  expect(isSigned(sign(`${PATH}?w=641`, KEY), "another secret")).toBe(false);
  expect(isSigned(sign(`${PATH}?w=641`, { ...KEY, secret: "" }))).toBe(false);
});

test("a signature says which key it was made with", () => {
  expect(signingKeyId("k1.4cVq")).toBe("k1");
  expect(signingKeyId("__proto__.4cVq")).toBe("__proto__");
});
