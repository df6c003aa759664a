import { importPKCS8, SignJWT } from "jose";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, startClient } from "./service.ts";

let client: Client;

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

async function mailsAbout(id: string) {
  return (await client.mails()).filter(({ text }) => text.includes(id));
}

/** Addresses of a mail's text that are pictures. */
function picturesIn(text: string): string[] {
  return [...text.matchAll(/https?:\S+/g)].map(([link]) => link).filter((link) => link.includes("/transformation"));
}

test("an upload is followed by one mail to its owner, with three links that work and the picture", async () => {
  const id = await client.upload(await quadrants(2000, 1500).jpeg().toBuffer(), "dora");
  const { renditions, sizeBytes } = await client.settled(id, "dora");
  await expect.poll(() => mailsAbout(id)).toHaveLength(1);
  const [mail] = await mailsAbout(id);
  expect(mail!.to).toEqual(["dora@example.com"]);
  const links = picturesIn(mail!.text);
  expect(links).toEqual(renditions.map(({ url }) => url));
  for (const [index, link] of links.entries()) {
    expect(mail!.html).toContain(`href="${link}"`);
    const response = await client.ask(link, { as: null, accept: "*/*" });
    const bytes = await response.arrayBuffer();
    const { width, height } = await sharp(bytes).metadata();
    expect({ width, height, sizeBytes: bytes.byteLength }).toMatchObject({
      width: renditions[index]!.width,
      height: renditions[index]!.height,
      sizeBytes: renditions[index]!.sizeBytes,
    });
    const percent = Math.floor(100 * (1 - bytes.byteLength / sizeBytes));
    for (const part of [`${width} × ${height} px`, percent > 0 ? `${percent}% smaller` : ""]) {
      expect(mail!.text).toContain(part);
      expect(mail!.html).toContain(part);
    }
  }
  expect(mail!.html).toContain(`<img src="${renditions[1]!.url}"`);
  expect(mail!.text).toContain(`${client.url}/#/images/${id}`);
});

test("the inbox shows it as a page", async () => {
  const page = await (await client.ask("/inbox", { as: null })).text();
  expect(page).toContain("Your picture is ready");
});

test("an event that comes again causes nothing new", async () => {
  const id = await client.upload(await quadrants(400, 300).jpeg().toBuffer());
  await client.settled(id);
  await expect.poll(() => mailsAbout(id)).toHaveLength(1);
  const before = await client.keys();
  const event = { Records: [{ s3: { object: { key: `originals/${id}` } } }] };
  for (let n = 0; n < 3; n++) await client.service.cloud.sqs.send("darkroom-worker", JSON.stringify(event));
  const marker = await client.upload(await quadrants(16, 16).png().toBuffer());
  await client.settled(marker);
  await expect.poll(() => mailsAbout(marker)).toHaveLength(1);
  expect(await mailsAbout(id)).toHaveLength(1);
  expect((await client.keys()).variants.filter((key) => key.includes(id))).toEqual(
    before.variants.filter((key) => key.includes(id)),
  );
});

test("an address that is not verified gets none", async () => {
  const { issuer } = client.service;
  const token = await new SignJWT({ email: "victim@example.com", email_verified: false })
    .setProtectedHeader({ alg: issuer.alg, kid: issuer.kid })
    .setSubject("finn")
    .setIssuer(issuer.iss)
    .setAudience(issuer.aud)
    .setExpirationTime("1h")
    .sign(await importPKCS8(issuer.privateKeyPem, issuer.alg));
  const headers = { authorization: `Bearer ${token}`, "content-type": "image/png" };
  const body = new Uint8Array(await quadrants(32, 32).png().toBuffer());
  const response = await client.ask("/upload", { method: "PUT", body, headers });
  const id = response.headers.get("location")!.replace("/images/", "");
  await client.settled(id, "finn");
  const marker = await client.upload(await quadrants(16, 16).png().toBuffer());
  await expect.poll(() => mailsAbout(marker)).toHaveLength(1);
  expect(await mailsAbout(id)).toHaveLength(0);
});
