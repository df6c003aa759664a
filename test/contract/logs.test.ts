import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueToken } from "../../dev/issuer.ts";
import { requestLine } from "../../dev/request-line.ts";
import { startService } from "../../dev/service.ts";
import { quadrants } from "../pictures/quadrants.ts";

const METHODS = ["log", "info", "warn", "error"] as const;
const own = Object.fromEntries(METHODS.map((method) => [method, console[method]]));

const log: string[] = [];
const secrets: string[] = [];

beforeAll(() => {
  for (const method of METHODS) console[method] = (...parts: unknown[]) => void log.push(parts.map(full).join(" "));
});
afterAll(() => Object.assign(console, own));

/** As much of an error as any log could show of it. */
function full(part: unknown): string {
  return typeof part === "string" ? part : inspect(part, { depth: 12, showHidden: true });
}

test("no log of a service that was used in every way holds an address, a token or a signature", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "darkroom-"));
  const service = await startService({
    port: 0,
    dataDir,
    environment: { MAIL_FROM: "Darkroom <sender@mail.example>" },
    onRequest: (request) => console.log(requestLine(new Date(), request)),
  });
  const token = await issueToken(service.issuer, "vera", "vera@people.example");
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(path.startsWith("http") ? path : `${service.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  secrets.push(token, token.split(".")[2]!);
  const picture = new Uint8Array(await quadrants(200, 100).jpeg().toBuffer());

  const jpeg = { "content-type": "image/jpeg", "idempotency-key": "a-key-of-mine" };
  const upload = await ask("/upload", { method: "PUT", body: picture, headers: jpeg });
  const id = upload.headers.get("location")!.replace("/images/", "");
  const signed = (await ask(`/images/${id}?w=77`, { method: "POST" })).headers.get("location")!;
  secrets.push(new URLSearchParams(signed.split("?")[1]).get("s")!.split(".")[1]!);
  for (const path of [signed, `${signed}x`, `${signed.replace("&s=", "&sig=")}`]) await fetch(`${service.url}${path}`);

  const announced = JSON.stringify({ contentType: "image/jpeg", sizeBytes: picture.length });
  const begun = await ask("/upload", { method: "POST", body: announced });
  const { url, headers } = (await begun.json()) as { url: string; headers: Record<string, string> };
  secrets.push(new URL(url).searchParams.get("X-Amz-Signature")!);
  await fetch(url, { method: "PUT", body: picture, headers });

  for (const authorization of ["Bearer abc.def.ghi", `Bearer ${token}x`, "Basic dmVyYTpzZWNyZXQ="]) {
    await ask("/images", { headers: { authorization } });
    secrets.push(authorization.split(" ")[1]!);
  }
  await expect.poll(async () => (await service.cloud.ses.mails()).length, { timeout: 20_000 }).toBeGreaterThan(0);

  const [mail] = await service.cloud.ses.mails();
  const link = /<(.+)>/.exec(mail!.headers["list-unsubscribe"]!)![1]!;
  secrets.push(link.split(".").at(-1)!);
  for (const method of ["GET", "POST"]) expect((await fetch(link, { method })).status).toBe(200);

  // Whatever is below goes away: the errors of its clients are what a log is full of.
  await service.cloud.dynamoDb.close();
  expect((await ask("/images")).status).toBeGreaterThanOrEqual(500);
  expect((await ask("/upload", { method: "PUT", body: picture, headers: jpeg })).status).toBeGreaterThanOrEqual(500);
  expect((await ask(`/images/${id}/transformation?w=99`)).status).toBeGreaterThanOrEqual(500);
  await service.close().catch(() => undefined);
  await rm(dataDir, { recursive: true, force: true });

  const text = log.join("\n");
  expect(text).toContain(`GET /images/${id}/transformation`);
  expect(text).toMatch(/ECONNREFUSED/);
  // A line is cut somewhere; the beginning of a secret is too much as well.
  expect(secrets.filter((secret) => text.includes(secret.slice(0, 16)))).toEqual([]);
  expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.example/);
  expect(text).not.toMatch(/Bearer [\w-]+|Authorization: |X-Amz-Signature=\w/i);
}, 60_000);
