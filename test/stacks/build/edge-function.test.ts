import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edge-function-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function buildOf(source: string) {
  const entry = join(folder, "entry.ts");
  await writeFile(entry, source);
  return buildEdgeFunction(entry);
}

const SIGNING = `
  import crypto from "node:crypto";
  import cf from "cloudfront";
  const store = cf.kvs();
  async function handler(event: { request: { uri: string; secret?: string } }) {
    const secret = await store.get(event.request?.secret ?? "k");
    return crypto.createHmac("sha256", secret).update(event.request.uri).digest("base64url");
  }
  export { handler };
`;

test("a function is built with the store's import first, crypto by require and no export", async () => {
  const { code } = await buildOf(SIGNING);
  expect(code).toMatch(/^import \w+ from"cloudfront";var \w+=require\("crypto"\);/);
  expect(code).toMatch(/async function handler\(/);
  expect(code).not.toMatch(/export/);
});

test("a handler that is exported where it is declared keeps its name", async () => {
  const { code } = await buildOf("export async function handler(event: { request: object }) { return event.request; }");
  expect(code).toMatch(/^async function handler\(/);
});

test("the size that is told is the size in bytes, not in characters", async () => {
  const { code, sizeBytes } = await buildOf('export function handler() { return "größer"; }');
  expect(sizeBytes).toBe(code.length + 2);
});

test("newer syntax is lowered to what the runtime has", async () => {
  const { code } = await buildOf("export function handler(e: any) { try { return e?.a ?? 1; } catch { return 2; } }");
  expect(code).not.toMatch(/\?\?|\?\.|catch\{/);
});

test("a function that CloudFront could not run is refused with the file and what is wrong", async () => {
  const built = buildOf("export function handler(e: string[]) { return new Map([[e, String(...e)]]); }");
  await expect(built).rejects.toThrow(/entry\.ts.*\n.*SpreadElement.*\n.*uses Map/s);
});

test("a function over 9,728 bytes is refused with its size", async () => {
  const filler = (letters: number) => buildOf(`export function handler() { return "${"x".repeat(letters)}"; }`);
  const { sizeBytes } = await filler(1);
  await expect(filler(9_729 - sizeBytes)).resolves.toMatchObject({ sizeBytes: 9_728 });
  await expect(filler(9_730 - sizeBytes)).rejects.toThrow(/9729 bytes/);
});

test("a module without a handler is refused", async () => {
  await expect(buildOf("export const other = 1;")).rejects.toThrow(/must export a function named handler/);
});
