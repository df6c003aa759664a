import { HOSTILE_QUERIES } from "../../lib/url/hostile-queries.ts";
import { type Choices, choicesOf } from "../choices.ts";
import {
  AUTHORIZATIONS,
  BROKEN_HEADERS,
  FOOLING_HEADERS,
  JSON_BODIES,
  LENGTHS,
  NASTY_WORDS,
  PARTIAL_HEADERS,
  QUERY_KEYS,
  QUERY_VALUES,
} from "./hostile-words.ts";
import type { Wire } from "./raw-exchange.ts";

/** What a hostile client knows. */
export interface Aims {
  readonly host: string;
  /** Somebody else's picture. */
  readonly imageId: string;
  /** A path that others are about to ask for, e.g. `/images/01jd…/transformation?w=48&hue=7`. */
  readonly path: string;
  /** A token of the client's own. */
  readonly token: string;
}

export interface HostileRequest extends Wire {
  /** What it tries, e.g. `lengths`. */
  readonly kind: string;
}

/** A request before it is written down. */
interface Draft {
  readonly method?: string;
  readonly path?: string;
  readonly version?: string;
  /** Lines, as they are to be sent. */
  readonly headers?: readonly string[];
  readonly body?: string | Buffer;
  /** Sent in so many pieces. */
  readonly pieces?: number;
  /** Leaves before the end. */
  readonly isCutShort?: boolean;
}

type Kind = (choices: Choices, aims: Aims) => Draft;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const ODD_METHODS = [
  "TRACE",
  "CONNECT",
  "PROPFIND",
  "get",
  "FOO",
  "G\0T",
  "A".repeat(9_000),
  "PRI",
  "QUERY",
  "",
  "LINK",
];
const VERSIONS = ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.10", "http/1.1", "HTTP/1.1 x", "FTP/1.1", ""];
const TRAILS = [
  "",
  "/",
  "//",
  "/..",
  "/.",
  "/%2e%2e",
  "/%2f",
  ";a=b",
  "%00",
  "%0d%0a",
  "\\",
  "/transformation/",
  ".json",
];
const OWNERS_PATHS = ["", "/erasure", "/explain?w=5", "/defaults", "?w=100", "/transformation", "/__proto__"];
const API_PATHS = [
  "/users/me",
  "/users/me/defaults",
  "/users/me/notifications",
  "/users/unsubscribe?t=",
  "/images",
  "/upload",
];

const bearer = ({ token }: Aims) => `Authorization: Bearer ${token}`;
const json = "Content-Type: application/json";

const KINDS: Readonly<Record<string, Kind>> = {
  query: ({ oneOf, some, below }, { imageId }) => {
    const pairs = some(QUERY_KEYS, 1 + below(6)).map((key) => `${key}=${oneOf([...QUERY_VALUES, ...NASTY_WORDS])}`);
    const query = oneOf([pairs.join("&"), oneOf(HOSTILE_QUERIES)[0], `${oneOf(NASTY_WORDS)}&${pairs.join(";")}`]);
    return { path: `/images/${imageId}/transformation?${query}` };
  },
  manyParameters: ({ oneOf, below }, { imageId }) => {
    const count = oneOf([10_000, 1_000, 500]);
    const key = oneOf(["a", "w", "utm_", "__proto__"]);
    const query = Array.from({ length: count }, (_, n) => `${key}${below(2) ? n : ""}=${n}`).join("&");
    return { path: `/images/${imageId}/transformation?${query.slice(0, oneOf([8_000, 200_000]))}` };
  },
  path: ({ oneOf, below }, { imageId, host }) => {
    const id = oneOf([
      imageId,
      imageId.toUpperCase(),
      `${imageId}0`,
      `.${imageId.slice(1)}`,
      `${imageId}%00`,
      "..",
      "",
    ]);
    const between = oneOf(["/", "//", "/./", "/../images/", "/%2e%2e/", "\\", "/;/", "/%5c"]);
    const path = `${between}images${between}${id}/transformation${oneOf(TRAILS)}`;
    const odd = [
      `http://${host}${path}`,
      "http://canary.example/",
      "*",
      "canary.example:443",
      "?",
      "//canary.example/",
    ];
    return { path: below(4) === 0 ? oneOf(odd) : path, method: oneOf(["GET", "GET", "HEAD", "POST", "OPTIONS"]) };
  },
  brokenHeaders: ({ some, below }, { path }) => ({ path, headers: some(BROKEN_HEADERS, 1 + below(2)) }),
  fooling: ({ some, below, oneOf }, { path }) => ({
    path: oneOf([path, path, path, "/health", "/openapi.json", "/", "/images/none/transformation"]),
    headers: some(FOOLING_HEADERS, 1 + below(5)),
  }),
  partial: ({ some, below, oneOf }, { path }) => ({
    path,
    method: oneOf(["GET", "GET", "HEAD"]),
    headers: some([...PARTIAL_HEADERS, ...FOOLING_HEADERS], 1 + below(3)),
  }),
  override: ({ oneOf, below }, aims) => {
    const name = oneOf(["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"]);
    const path = `/images/${aims.imageId}${oneOf(["", "/transformation", "?_method=DELETE"])}`;
    const headers = [`${name}: ${oneOf(METHODS)}`, ...(below(2) ? [bearer(aims)] : [])];
    return { method: oneOf(["GET", "POST", "HEAD"]), path, headers, body: oneOf(["", "_method=DELETE"]) };
  },
  lengths: ({ oneOf, bytes, below }, aims) => ({
    method: oneOf(["PUT", "POST", "GET"]),
    path: oneOf(["/upload", aims.path, "/users/me/defaults"]),
    headers: [oneOf(LENGTHS), bearer(aims), "Content-Type: image/png"],
    body: oneOf([
      "5\r\nhello\r\n0\r\n\r\n",
      "hello",
      bytes(below(40)),
      "ffffffffffffffff\r\n",
      "-1\r\n\r\n",
      "0\r\n\r\nGET /",
    ]),
    isCutShort: true,
  }),
  smuggled: ({ oneOf }, aims) => {
    const second = `GET ${oneOf(["/inbox.json", aims.path])} HTTP/1.1\r\nHost: ${aims.host}\r\nX-Canary: a\r\n\r\n`;
    const headers = [oneOf(["Transfer-Encoding: chunked", "Content-Length: 0", `Content-Length: ${second.length}`])];
    const body = `${oneOf(["", "0\r\n\r\n"])}${second}`;
    return { method: oneOf(["POST", "GET"]), path: aims.path, headers, body, isCutShort: true };
  },
  slow: ({ bytes, below, oneOf }, aims) => {
    const body = bytes(50 + below(500));
    const isCutShort = below(2) === 0;
    const length = body.length + (isCutShort ? 1_000 : 0);
    const headers = [`Content-Length: ${length}`, bearer(aims), `Content-Type: ${oneOf(["image/jpeg", "image/gif"])}`];
    return { method: "PUT", path: "/upload", headers, body, pieces: 2 + below(6), isCutShort };
  },
  methods: ({ oneOf }, aims) => ({
    method: oneOf(ODD_METHODS),
    path: oneOf([aims.path, `/images/${aims.imageId}`, "/upload", "/health"]),
    headers: oneOf([[], [bearer(aims)]]),
  }),
  versions: ({ oneOf }, { path }) => ({ path, version: oneOf(VERSIONS), isCutShort: true }),
  stranger: ({ oneOf }, aims) => ({
    method: oneOf(METHODS),
    path: `/images/${aims.imageId}${oneOf(OWNERS_PATHS)}`,
    headers: [bearer(aims), json],
    body: oneOf(JSON_BODIES),
  }),
  authorization: ({ oneOf }, { imageId }) => ({
    method: oneOf(METHODS),
    path: oneOf([...API_PATHS, `/images/${imageId}`]),
    headers: [`Authorization: ${oneOf(AUTHORIZATIONS)}`],
  }),
  json: ({ oneOf }, aims) => ({
    method: oneOf(["PUT", "POST", "PATCH", "DELETE", "GET"]),
    path: oneOf([...API_PATHS, `/images/${aims.imageId}`]),
    headers: [bearer(aims), oneOf([json, "Content-Type: text/plain", "Content-Type: application/json; charset=utf-7"])],
    body: oneOf(JSON_BODIES),
  }),
  lists: ({ oneOf }, aims) => ({
    path: `/images?${oneOf(["cursor", "limit", "next", "__proto__"])}=${oneOf([...NASTY_WORDS, ...QUERY_VALUES]).slice(0, 2_000)}`,
    headers: [bearer(aims)],
  }),
  uploads: ({ oneOf, bytes, below }, aims) => ({
    method: oneOf(["PUT", "POST"]),
    path: "/upload",
    headers: [
      bearer(aims),
      `Content-Type: ${oneOf(["image/svg+xml", "image/jpeg", "multipart/form-data", "multipart/form-data; boundary=x", "text/html", "", "image/\xff"])}`,
      `Idempotency-Key: ${oneOf(NASTY_WORDS)}`,
    ],
    body: oneOf([
      "<svg onload=alert(1)>",
      "",
      "--x\r\n\r\n\r\n--x--",
      "--x--",
      bytes(below(300)),
      "GIF89a",
      "\x89PNG\r\n\x1a\n",
    ]),
  }),
  noise: ({ bytes, below }) => ({ method: bytes(1 + below(400)).toString("latin1"), isCutShort: true }),
};

const NAMES = Object.keys(KINDS);

/**
 * A request that no honest client sends; the same for the same seed and number.
 *
 * @param trial its number, from 0 on
 */
export function hostileRequest(seed: number, trial: number, aims: Aims): HostileRequest {
  const choices = choicesOf(seed, trial);
  const kind = choices.oneOf(NAMES);
  const draft = KINDS[kind]!(choices, aims);
  const whole = written(draft, aims);
  const piece = Math.ceil(whole.length / (draft.pieces ?? 1));
  const pieces = Array.from({ length: draft.pieces ?? 1 }, (_, at) => whole.subarray(at * piece, (at + 1) * piece));
  return { kind, pieces, isWhole: draft.isCutShort !== true };
}

function written({ method = "GET", path = "/", version = "HTTP/1.1", headers = [], body = "" }: Draft, { host }: Aims) {
  const bytes = Buffer.from(body as string, "latin1");
  const hasLength = headers.some((line) => /^(Content-Length|Transfer-Encoding):/i.test(line));
  const length = bytes.length > 0 && !hasLength ? [`Content-Length: ${bytes.length}`] : [];
  const lines = [`${method} ${path} ${version}`, `Host: ${host}`, ...headers, ...length, "", ""];
  return Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), bytes]);
}
