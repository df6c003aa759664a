import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importPKCS8, SignJWT } from "jose";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { drop, openEditor, startVisit, type Visit } from "./visit.ts";

let visit: Visit;
let picture: Buffer;

beforeAll(async () => {
  visit = await startVisit();
  picture = await quadrants(400, 300).jpeg().toBuffer();
});
afterAll(() => visit.close());

/** A token of the service's own issuer that ended a minute ago. */
async function endedToken(): Promise<string> {
  const { alg, kid, iss, aud, privateKeyPem } = visit.client.service.issuer;
  return new SignJWT({ sub: "you", email: "you@example.com", email_verified: true, iss, aud })
    .setProtectedHeader({ alg, kid })
    .setExpirationTime(Math.floor(Date.now() / 1000) - 60)
    .sign(await importPKCS8(privateKeyPem, alg));
}

test("a file that is no picture says so, and the others go on", async () => {
  const page = await visit.enter();
  await page.locator("input[type=file]").setInputFiles([
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") },
    { name: "good.jpg", mimeType: "image/jpeg", buffer: picture },
  ]);
  const row = page.locator(".upload.failed");
  await row.getByText("This is no JPEG, PNG, WebP, AVIF, GIF or TIFF, nor an SVG, which some services take.").waitFor();
  await page.getByText("400 × 300 · jpeg").waitFor();
  await page.getByRole("button", { name: "Dismiss notes.txt" }).click();
  expect(await row.count()).toBe(0);
});

test("a picture that breaks off in its middle is refused by the service's own sentence", async () => {
  const page = await visit.enter();
  const whole = await quadrants(800, 600).png().toBuffer();
  await drop(page, { name: "half.png", mimeType: "image/png", buffer: whole.subarray(0, whole.length / 2) });
  const said = await page.locator(".upload.failed .state").textContent();
  expect(said).toMatch(/decode|read|broken|picture/i);
});

test("a file over 100 MB is refused before a byte of it is sent", async () => {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "huge.jpg");
  const file = await open(path, "w");
  await file.write(picture);
  await file.truncate(100_000_001);
  await file.close();
  const page = await visit.enter();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.locator("input[type=file]").setInputFiles(path);
  await page.getByText("A picture must not be over 100000000 bytes.").waitFor();
  expect(asked.filter((each) => each.endsWith("/upload"))).toEqual([]);
});

test("a token that has ended leads to signing in, and back to the same place", async () => {
  const page = await visit.enter();
  const id = await visit.client.upload(picture);
  await openEditor(page, visit.client.url, id);
  await page.evaluate(`sessionStorage.setItem("darkroom-token", ${JSON.stringify(await endedToken())})`);
  await page.reload();
  await page.getByText("The token has expired; sign in again.").waitFor();
  await page.getByRole("button", { name: "Sign in as you" }).click();
  await page.locator(".facts dd").first().waitFor();
  expect(page.url()).toContain(id);
});

test("an upload that begins offline goes on when the line is back", async () => {
  const page = await visit.enter();
  const before = await page.locator(".card").count();
  await page.context().setOffline(true);
  await page.getByText(/^You are offline\. Uploads go on/).waitFor();
  await drop(page, { name: "later.jpg", mimeType: "image/jpeg", buffer: picture });
  await page.getByText("later.jpg").waitFor();
  await page.context().setOffline(false);
  await expect.poll(() => page.locator(".card").count()).toBe(before + 1);
  expect(await page.locator(".offline").textContent()).toBe("");
});

test("a place that cannot be loaded offers another try", async () => {
  const page = await visit.enter();
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Defaults" }).click();
  await page.getByRole("heading", { name: "That did not work" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Defaults" }).waitFor();
});

test("somebody else's picture is not there", async () => {
  const page = await visit.enter();
  const id = await visit.client.upload(picture, "stranger");
  await page.goto(`${visit.client.url}/#/images/${id}`);
  await page.getByRole("heading", { name: "That did not work" }).waitFor();
});

test("the issuer's own page signs somebody else in, and no code is left in the address", async () => {
  const page = await visit.open();
  await page.getByRole("button", { name: "As somebody else …" }).click();
  await page.getByLabel("Name").fill("maria");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("maria@example.com").waitFor();
  expect(page.url()).toBe(`${visit.client.url}/`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "One picture, every size." }).waitFor();
});

test("an answer of the issuer that this page did not ask for signs nobody in", async () => {
  const page = await visit.open();
  await page.getByRole("button", { name: "As somebody else …" }).click();
  await page.getByLabel("Name").waitFor();
  await page.goto(`${visit.client.url}/?code=stolen&state=made-up`);
  await page.locator(".notice.warning").waitFor();
  expect(await page.evaluate("sessionStorage.getItem('darkroom-token')")).toBeNull();
});
