/** Latin-1 text, as everything here is: each character is one byte on the wire. */
const UTF_8 = (text: string) => Buffer.from(text).toString("latin1");

/** Names that mean something to JavaScript, and values that mean something to somebody. */
export const NASTY_WORDS: readonly string[] = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "undefined", "null", "NaN", "-0", "1e309"],
  ...["%", "%00", "%0d%0aX-Canary:%20yes", "%2e%2e%2f", "%252e", "%c0%af", "%ed%a0%80", "%ff%fe", "\\", "..", "//"],
  ...["<script>alert(1)</script>", "' OR 1=1 --", "$" + "{7*7}", "{{7*7}}", "`id`", "| id", "file:///etc/passwd"],
  ...["http://169.254.169.254/latest/meta-data/", "a".repeat(3_000), "\xff\xfe\x80", UTF_8("é😀\u202e"), "\t", " "],
];

/** Keys of the table and beside it. */
export const QUERY_KEYS: readonly string[] = [
  ...[
    "w",
    "h",
    "fit",
    "fmt",
    "q",
    "dpr",
    "g",
    "fp",
    "fpx",
    "rect",
    "ar",
    "rot",
    "flip",
    "bg",
    "blur",
    "meta",
    "p",
    "d",
  ],
  ...["exp", "s", "free", "widths", "dl", "round", "tint", "utm_source", "__proto__", "constructor", "_method", "w[]"],
];

export const QUERY_VALUES: readonly string[] = [
  ...["1", "0", "-1", "640", "4097", "9".repeat(400), "1.5", "0x10", "1e3", "auto", "avif", "json", "1,2", "1,2,3,4"],
  ...["16:9", "0:0", "fff", "red", "max", "local.AAAA", "k1.", "inside", "%36%34", "6%9", "640%0a", "%E2%82%AC"],
];

/** Headers by which others have been fooled, each with a value that says it is not to be believed. */
export const FOOLING_HEADERS: readonly string[] = [
  ...[
    "X-Forwarded-Host: canary.example",
    "X-Forwarded-Proto: gopher",
    "X-Forwarded-Port: 1",
    "X-Forwarded-For: canary",
  ],
  ...["Forwarded: host=canary.example;proto=gopher", "X-Original-URL: /inbox.json", "X-Rewrite-URL: /canary"],
  ...["X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE", "X-Method-Override: PUT", "X-Host: canary.example"],
  ...["X-Forwarded-Scheme: canary", "Front-End-Https: on", "CloudFront-Viewer-Country: canary", "Via: 1.1 canary"],
  ...["X-Amz-Meta-Cache-Tag: canary", "X-Image-Origin: canary", "X-Cache: canary", "Cache-Control: no-transform"],
  ...["Pragma: canary", "Cookie: a=canary; __proto__=1", "Origin: null", "Origin: https://canary.example"],
  ...["Referer: https://canary.example/", "User-Agent: canary", "Accept-Encoding: canary, gzip;q=0", "TE: trailers"],
  ...["X-Amz-Security-Token: canary", "X-Amz-Content-Sha256: canary", "X-Amz-Date: canary", "Connection: x-canary"],
  ...["Expect: 200-ok", "Upgrade: h2c", "Max-Forwards: 0", "Content-Type: canary/canary", "If-Match: canary"],
];

/** What asks for a part, or for nothing where nothing is new; a cache must keep the whole all the same. */
export const PARTIAL_HEADERS: readonly string[] = [
  ...["Range: bytes=0-0", "Range: bytes=-0", "Range: bytes=9-1", "Range: bytes=0-,0-,0-,0-", "Range: canary=1-2"],
  ...[`Range: bytes=${"0-1,".repeat(500)}2-3`, "Range: bytes=99999999999999999999-", "If-Range: canary"],
  ...[
    "If-None-Match: *",
    'If-None-Match: "canary"',
    "If-Modified-Since: canary",
    "If-Unmodified-Since: Thu, 1 Jan 1970",
  ],
  ...["Accept: */*;q=NaN", `Accept: ${"image/avif;q=0.1,".repeat(300)}`, "Accept: image/avif;q=2", "Accept: \xff\xfe"],
  ...["Accept: application/json", "Accept: image/webp;q=0, */*", "Accept: text/html", "Accept: ,,,;;;==="],
];

/** Headers that are none. */
export const BROKEN_HEADERS: readonly string[] = [
  ...[
    "X-A : b",
    "X-A",
    ": b",
    "X-A: b\r X-Canary: c",
    "X-A: b\nX-Canary: c",
    "X-A: b\r\n folded",
    "X-\0: a",
    "X-A: \0",
  ],
  ...[
    "__proto__: a",
    "constructor: a",
    "X-\xff: \xff",
    `X-A: ${"a".repeat(40_000)}`,
    "X-(): a",
    "Host: canary.example",
  ],
  ...["Host:", "Host: a, b", "Content-Length: 0\r\nContent-Length: 0", "X-A: b\r\n\tX-Canary: c"],
  Array.from({ length: 2_500 }, (_, n) => `X-${n}: a`).join("\r\n"),
];

/** Lengths that contradict themselves or each other. */
export const LENGTHS: readonly string[] = [
  ...["Content-Length: 5\r\nContent-Length: 6", "Content-Length: 5, 6", "Content-Length: -1", "Content-Length: +5"],
  ...["Content-Length: 0x5", "Content-Length: 99999999999999999999", "Content-Length: 5\r\nTransfer-Encoding: chunked"],
  ...["Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "Transfer-Encoding: \x0bchunked"],
  ...["Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"],
];

export const AUTHORIZATIONS: readonly string[] = [
  ...[
    "Bearer",
    "Bearer ",
    "Bearer null",
    "bearer e30.e30.",
    "Basic YTph",
    "Bearer a.b.c",
    `Bearer ${"a".repeat(9_000)}`,
  ],
  // {"alg":"none"} and {"alg":"HS256"}, with nobody's signature.
  ...["Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ5b3UifQ.", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ5b3UifQ.AAAA"],
  ...["Bearer \xff\xfe", "Bearer a b", "Bearer a,Bearer b", "Digest a=b", "Bearer __proto__"],
];

export const JSON_BODIES: readonly string[] = [
  ...["", "{", "null", "[]", '"a"', "1e999", "{}", '{"__proto__":{"w":1}}', '{"constructor":{"prototype":{"w":1}}}'],
  ...['{"transform":{"__proto__":{"w":5}},"renditions":{}}', '{"transform":null,"renditions":null}', "\xff\xfe{}"],
  ...['{"w":1,"w":2}', '{"w":"640\\u0000"}', '{"w":{"a":1}}', '{"w":1e308}', '{"transform":{"w":[]},"renditions":[]}'],
  ...['{"contentType":"image/jpeg","sizeBytes":-1}', '{"contentType":"a\\r\\nb","sizeBytes":1}', "[".repeat(50_000)],
  ...['{"contentType":"image/png","sizeBytes":1.5,"sha256":"x"}', `{"${"a".repeat(70_000)}":1}`, '{"focalPoint":[1]}'],
  ...['{"focalPoint":{"x":1e9,"y":"a"}}', '{"renditions":{"__proto__":{"w":1}}}', '{"renditions":{"a/../b":{"w":1}}}'],
];
