import { importPKCS8, SignJWT } from "jose";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueToken, openIssuer } from "../../dev/issuer.ts";
import { temporaryFolder } from "../dev/cloud/temporary-folder.ts";
import { GRAIN, quadrants } from "../pictures/quadrants.ts";
import { type Client, type ImageJson, problemOf, startClient } from "./service.ts";

let client: Client;
let original: Buffer;
let id: string;

beforeAll(async () => {
  client = await startClient();
  original = await quadrants(1200, 800, GRAIN).jpeg({ quality: 95 }).toBuffer();
  id = await client.upload(original);
  await client.settled(id);
});
afterAll(() => client.close());

const JSON_TYPE = { "content-type": "application/json" };

function post(path: string, init: { body?: object; accept?: string; as?: string } = {}) {
  const { body, accept = "*/*", as = "you" } = init;
  return client.ask(path, {
    method: "POST",
    as,
    accept,
    ...(body && { body: JSON.stringify(body), headers: JSON_TYPE }),
  });
}

test("a HEAD that is refused is told so as a GET is, without a body", async () => {
  const refused = await client.ask("/images", { method: "HEAD", as: null });
  expect([refused.status, await refused.text()]).toEqual([401, ""]);
});

describe("POST /images/:id", () => {
  test("without a transform is the original, byte for byte", async () => {
    const response = await post(`/images/${id}`);
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe(`/images/${id}`);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(Buffer.from(await response.arrayBuffer()).equals(original)).toBe(true);
  });

  test.each([
    ["the query", `?w=641&h=333&fit=cover`, undefined],
    ["the body", "", { w: 641, h: "333", fit: "cover" }],
  ])("takes a transform from %s and makes exactly that", async (_place, query, body) => {
    const response = await post(`/images/${id}${query}`, { accept: "image/webp", ...(body && { body }) });
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toBe("image/webp");
    const { width, height } = await sharp(await response.arrayBuffer()).metadata();
    expect([width, height]).toEqual([641, 333]);
  });

  test("names the variant's signed URL, which is answered from what was stored", async () => {
    const response = await post(`/images/${id}?w=643`, { accept: "image/webp" });
    const made = Buffer.from(await response.arrayBuffer());
    const before = (await client.counts()).transformerCalls;
    const read = await client.ask(response.headers.get("location")!, { as: null, accept: "image/webp" });
    expect(read.status).toBe(200);
    expect(Buffer.from(await read.arrayBuffer()).equals(made)).toBe(true);
    expect((await client.counts()).transformerCalls).toBe(before);
  });

  test("a signed URL holds for what was signed and nothing else", async () => {
    const location = (await post(`/images/${id}?w=647`)).headers.get("location")!;
    expect((await client.ask(location, { as: null })).status).toBe(200);
    const changed = await client.ask(location.replace("w=647", "w=648"), { as: null });
    expect(await problemOf(changed)).toEqual({ status: 403, code: "signature-invalid" });
  });

  test("as JSON tells the variant's own measures, and its absolute URL", async () => {
    const response = await post(`/images/${id}`, { body: { w: 600 }, accept: "application/json" });
    expect(response.status).toBe(201);
    const data = (await response.json()) as ImageJson;
    expect(data).toMatchObject({ id, width: 600, height: 400, format: "jpeg", state: "ready" });
    const read = await client.ask(data.url, { as: null, accept: "*/*" });
    expect((await read.arrayBuffer()).byteLength).toBe(data.sizeBytes);
  });

  test("as JSON by fmt=json keeps the rest of the transform", async () => {
    const data = (await (await post(`/images/${id}`, { body: { w: 641, fmt: "json" } })).json()) as ImageJson;
    expect(data).toMatchObject({ width: 641, format: "jpeg" });
    expect(data.url).toContain("w=641&s=");
  });

  test("reads Accept as the edge does", async () => {
    for (const accept of ["application/json;q=0, */*", "application/jsonlines, */*"]) {
      const response = await post(`/images/${id}`, { body: { w: 50 }, accept });
      expect(response.headers.get("content-type")).toBe("image/jpeg");
    }
  });

  test("with a transform that says only what is the default anyway is still a variant", async () => {
    for (const init of [{ body: { fit: "inside" } }, { body: { d: 0 } }]) {
      const response = await post(`/images/${id}`, init);
      expect(response.headers.get("location")).toMatch(/\/transformation/);
    }
    expect((await post(`/images/${id}?utm_source=mail`)).headers.get("location")).toBe(`/images/${id}`);
  });

  test("over 4.4 MB is JSON whose URL downloads a file", async () => {
    // 1420 × 1040 px of three bytes: between the API's limit and that of uploads.
    const largeId = await client.upload(await quadrants(1420, 1040).png({ compressionLevel: 0 }).toBuffer());
    const response = await post(`/images/${largeId}`);
    expect(response.status).toBe(201);
    const { url, sizeBytes } = (await response.json()) as ImageJson;
    expect(sizeBytes).toBeGreaterThan(4_400_000);
    const download = await fetch(url);
    expect(download.headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await download.arrayBuffer()).byteLength).toBe(sizeBytes);
  });

  test.each<[string, { query?: string; body?: object }, number, string]>([
    ["both query and body", { query: "?w=100", body: { w: 100 } }, 400, "parameter-conflict"],
    ["an unknown key", { body: { wide: 100 } }, 400, "parameter-unknown"],
    ["a nested value", { body: { w: [100] } }, 400, "parameter-invalid"],
    ["a repeated key", { query: "?w=100&width=100" }, 400, "parameter-repeated"],
    ["an array", { body: [] }, 400, "parameter-invalid"],
    ["bad percent-encoding", { query: "?bg=%zz" }, 400, "query-malformed"],
    ["64 KiB of JSON", { body: { w: 1, x: "x".repeat(65_536) } }, 413, "body-too-large"],
  ])("%s is refused", async (_name, { query = "", body }, status, code) => {
    expect(await problemOf(await post(`/images/${id}${query}`, body ? { body } : {}))).toEqual({ status, code });
  });

  test("a body that is no JSON is refused", async () => {
    const response = await client.ask(`/images/${id}`, { method: "POST", body: "{w:", headers: JSON_TYPE });
    expect(await problemOf(response)).toEqual({ status: 400, code: "body-invalid" });
  });
});

describe("an owner's own", () => {
  test("GET /images lists newest first, page by page, and nobody else's", async () => {
    const as = "lister";
    const picture = await quadrants(32, 32).png().toBuffer();
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift(await client.upload(picture, as));
    const listed: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = (await (await client.ask(`/images?limit=2&cursor=${cursor}`, { as })).json()) as {
        images: ImageJson[];
        next: string | null;
      };
      expect(page.images.length).toBeLessThanOrEqual(2);
      listed.push(...page.images.map((image) => image.id));
      cursor = page.next;
    }
    expect(listed).toEqual(ids);
  });

  test.each([
    ["GET", ""],
    ["POST", ""],
    ["DELETE", ""],
    ["GET", "/erasure"],
  ])("%s /images/:id%s of somebody else is a 404, as if it were not there", async (method, rest) => {
    const foreign = await client.ask(`/images/${id}${rest}`, { method, as: "somebody" });
    const absent = await client.ask(`/images/00000000000000000000000000${rest}`, { method, as: "somebody" });
    const problem = await problemOf(foreign);
    expect(problem.status).toBe(404);
    expect(problem).toEqual(await problemOf(absent));
  });

  test.each(["limit=0", "limit=101", "limit=x", "limit=1e1", "limit=0x1", "limit=%201"])(
    "GET /images?%s is refused",
    async (query) => {
      expect(await problemOf(await client.ask(`/images?${query}`))).toEqual({ status: 400, code: "parameter-invalid" });
    },
  );

  test("GET /users/me counts what one has", async () => {
    const as = "counter";
    const picture = await quadrants(32, 32).png().toBuffer();
    await client.upload(picture, as);
    await client.upload(picture, as);
    const announced = JSON.stringify({ contentType: "image/jpeg", sizeBytes: 100_000_000 });
    await client.ask("/upload", { method: "POST", body: announced, as });
    const me = await (await client.ask("/users/me", { as })).json();
    expect(me).toMatchObject({ email: "counter@example.com", usage: { images: 2, storedBytes: 2 * picture.length } });
  });
});

describe("tokens", () => {
  const PRIVATE = [
    "GET /images",
    "GET /images/:id",
    "POST /images/:id",
    "DELETE /images/:id",
    "PUT /upload",
    "POST /upload",
    "GET /users/me",
    "GET /users/me/defaults",
    "PUT /users/me/defaults",
    "DELETE /users/me/defaults",
    "GET /images/:id/erasure",
  ];

  test.each(PRIVATE)("%s needs one", async (route) => {
    const [method = "", path = ""] = route.split(" ");
    const response = await client.ask(path.replace(":id", id), { method, as: null });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await problemOf(response)).toEqual({ status: 401, code: "token-missing" });
  });

  test.each<[string, () => Promise<string>]>([
    [
      "of another issuer's key",
      async () => issueToken(await openIssuer(await temporaryFolder()), "you", "you@example.com"),
    ],
    ["that has expired", () => signed((token) => token.setExpirationTime(Math.floor(Date.now() / 1000) - 60))],
    ["without an end", () => signed((token) => token)],
    ["for another audience", () => signed((token) => token.setExpirationTime("1h").setAudience("elsewhere"))],
    [
      "of another issuer",
      () => signed((token) => token.setExpirationTime("1h").setIssuer("https://elsewhere.example")),
    ],
    ["that is no token", async () => "abc.def.ghi"],
    ["that nobody signed", async () => `${encode({ alg: "none" })}.${encode({ sub: "you" })}.`],
  ])("one %s is refused", async (_name, make) => {
    const response = await client.ask("/images", { headers: { authorization: `Bearer ${await make()}` } });
    expect(await problemOf(response)).toEqual({ status: 401, code: "token-invalid" });
  });

  async function signed(change: (token: SignJWT) => SignJWT): Promise<string> {
    const { issuer } = client.service;
    const token = new SignJWT({ email: "you@example.com", email_verified: true })
      .setProtectedHeader({ alg: issuer.alg, kid: issuer.kid })
      .setSubject("you")
      .setIssuer(issuer.iss)
      .setAudience(issuer.aud);
    return change(token).sign(await importPKCS8(issuer.privateKeyPem, issuer.alg));
  }

  function encode(part: object): string {
    return Buffer.from(JSON.stringify(part)).toString("base64url");
  }
});

test("an original is downloaded by a link that asks for no token", async () => {
  const answer = await client.ask(`/images/${id}/download`, { method: "POST" });
  expect(answer.status).toBe(201);
  const { url, expiresAt } = (await answer.json()) as { url: string; expiresAt: string };
  expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
  const file = await fetch(url);
  expect(file.headers.get("content-disposition")).toBe(`attachment; filename="${id}.jpeg"`);
  expect(Buffer.from(await file.arrayBuffer()).equals(original)).toBe(true);
  const foreign = await client.ask(`/images/${id}/download`, { method: "POST", as: "somebody" });
  expect(await problemOf(foreign)).toEqual({ status: 404, code: "image-not-found" });
});
