import { importPKCS8, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { awsStores } from "../../api/stores.ts";
import { sendOnce } from "../../lib/operations/send-once.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

/** For what comes by the queue. */
const LATE = { timeout: 20_000, interval: 100 };

let client: Client;
let picture: Buffer;

beforeAll(async () => {
  client = await startClient();
  picture = await quadrants(64, 48).png().toBuffer();
});
afterAll(() => client.close());

async function mailsTo(name: string) {
  return (await client.service.cloud.ses.mails()).filter(({ to }) => to.includes(`${name}@example.com`));
}

function put(json: unknown, as: string) {
  return client.ask("/users/me/notifications", { method: "PUT", body: JSON.stringify(json), as });
}

async function isMailOn(as: string): Promise<boolean> {
  const user = (await (await client.ask("/users/me", { as })).json()) as { notifications: { mail: boolean } };
  return user.notifications.mail;
}

/** Uploads as somebody, and waits until a mail to a later uploader shows that the worker has been there. */
async function uploadAndWait(name: string): Promise<string> {
  const id = await client.upload(picture, name);
  await client.settled(id, name);
  const marker = crypto.randomUUID();
  await client.upload(picture, marker);
  await vi.waitFor(async () => expect(await mailsTo(marker)).toHaveLength(1), LATE);
  return id;
}

/** The address behind a mail's own button of a mail program. */
async function oneClick(name: string): Promise<string> {
  await uploadAndWait(name);
  const [mail] = await mailsTo(name);
  expect(mail!.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  return /^<(.+)>$/.exec(mail!.headers["list-unsubscribe"]!)![1]!;
}

/** As a mail program does it: no token, no cookie, a body by RFC 8058. */
function click(url: string, accept = "*/*") {
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  return fetch(url, { method: "POST", body, headers: { accept } });
}

describe("PUT /users/me/notifications", () => {
  test("switches one's own mail off and on again, and later mail alone", async () => {
    expect(await isMailOn("ann")).toBe(true);
    expect(await (await put({ mail: false }, "ann")).json()).toEqual({ mail: false });
    expect([await isMailOn("ann"), await isMailOn("ben")]).toEqual([false, true]);
    const silent = await uploadAndWait("ann");
    expect(await mailsTo("ann")).toEqual([]);
    await put({ mail: true }, "ann");
    await client.service.cloud.sqs.send("darkroom-worker", JSON.stringify({ act: "process", imageId: silent }));
    const told = await uploadAndWait("ann");
    const texts = (await mailsTo("ann")).map(({ text }) => text);
    expect([texts.length, texts[0]!.includes(told)]).toEqual([1, true]);
  });

  test("stays as it is when defaults change, and goes with all that one has", async () => {
    await put({ mail: false }, "cleo");
    await client.ask("/users/me/defaults", {
      method: "PUT",
      body: JSON.stringify({ transform: { q: 60 } }),
      as: "cleo",
    });
    await client.ask("/users/me/defaults", { method: "DELETE", as: "cleo" });
    expect(await isMailOn("cleo")).toBe(false);
    await client.ask("/users/me", { method: "DELETE", as: "cleo" });
    expect(await isMailOn("cleo")).toBe(true);
  });

  test.each([[{}], [{ mail: "off" }], [{ mail: null }], [{ mail: true, sms: true }], [[]], [null]])(
    "refuses %j",
    async (json) => {
      expect(await problemOf(await put(json, "ann"))).toEqual({ status: 400, code: "body-invalid" });
    },
  );

  test("is decided when the mail is sent: what was begun before is not sent after", async () => {
    const stores = awsStores(client.service.environment);
    const id = await uploadAndWait("dora");
    const record = (await stores.images.get(id))!;
    await put({ mail: false }, "dora");
    await sendOnce(stores, record, "upload-failed", () => expect.unreachable("nobody is to write it"));
    expect((await stores.images.get(id))?.mails).toMatchObject({ "upload-failed": { status: "withheld" } });
  });
});

describe("the link that each mail has", () => {
  test("switches mail off with one POST and no token, also again", async () => {
    const url = await oneClick("eve");
    for (const again of [false, true]) {
      const answer = await click(url);
      expect([again, answer.status, await answer.json()]).toEqual([again, 200, { mail: false }]);
    }
    expect(await isMailOn("eve")).toBe(false);
    expect((await mailsTo("eve"))[0]!.text).toContain(url);
  });

  test("changes nothing when it is followed, and shows one button that does", async () => {
    const url = await oneClick("finn");
    const page = await fetch(url, { headers: { "accept-language": "fr, de-CH;q=0.8" } });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const html = await page.text();
    expect(html).toContain('<html lang="de">');
    expect(html.match(/<button>/g)).toHaveLength(1);
    expect(html).toContain('<form method="post">');
    expect(await isMailOn("finn")).toBe(true);
    const done = await click(url, "text/html,*/*");
    expect(await done.text()).toContain('<p role="status">');
    expect(await isMailOn("finn")).toBe(false);
  });

  let gusLink: string;
  beforeAll(async () => {
    gusLink = await oneClick("gus");
  });

  test.each<[string, (token: string) => string]>([
    ["none", () => ""],
    ["a part of it", (token) => token.slice(0, -1)],
    ["another owner's", (token) => token.replace(/^./, (digit) => (digit === "0" ? "1" : "0"))],
    ["a longer time", (token) => token.replace(/\.\d+\./, ".9999999999.")],
    ["a key that there is not", (token) => token.replace(".local.", ".k9.")],
  ])("is refused with %s as its token", async (_what, spoil) => {
    const url = new URL(gusLink);
    url.searchParams.set("t", spoil(url.searchParams.get("t")!));
    for (const method of ["GET", "POST"]) {
      expect(await problemOf(await fetch(url, { method }))).toEqual({ status: 403, code: "unsubscribe-invalid" });
    }
    expect(await isMailOn("gus")).toBe(true);
  });
});

test.each([
  ["de-AT", "Ihr Bild ist fertig (64 × 48 px)"],
  ["es_MX", "Su imagen está lista (64 × 48 px)"],
  ["fr", "Your picture is ready (64 × 48 px)"],
])("a mail speaks the language of the token: %s", async (locale, subject) => {
  const { issuer } = client.service;
  const name = `speaker-${locale}`;
  const token = await new SignJWT({ email: `${name}@example.com`, email_verified: true, locale })
    .setProtectedHeader({ alg: issuer.alg, kid: issuer.kid })
    .setSubject(name)
    .setIssuer(issuer.iss)
    .setAudience(issuer.aud)
    .setExpirationTime("1h")
    .sign(await importPKCS8(issuer.privateKeyPem, issuer.alg));
  const headers = { authorization: `Bearer ${token}`, "content-type": "image/png" };
  await client.ask("/upload", { method: "PUT", body: new Uint8Array(picture), headers });
  await expect.poll(async () => (await mailsTo(name)).map((mail) => mail.subject)).toEqual([subject]);
});
