import { readdir } from "node:fs/promises";
import { GetSendQuotaCommand, SESClient, SendEmailCommand, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { createTransport } from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { startSes } from "../../../dev/cloud/ses.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const NOON = Date.UTC(2026, 0, 2, 12);

async function startTestSes(now: () => number = () => NOON) {
  const folder = await temporaryFolder();
  const ses = await startSes({ folder, now });
  onTestFinished(() => ses.close());
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new SESClient({ endpoint: ses.url, region: "us-east-1", credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return { ses, client, folder };
}

async function compose(mail: object): Promise<Uint8Array> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
  return message as Buffer;
}

const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]);

const READY = {
  from: { name: "Darkroom", address: "pictures@example.com" },
  to: "ada@example.com",
  subject: "Dein Bild ist fertig – schön",
  text: "Größen: 320, 800",
  html: '<p>Größen: <img src="cid:preview"></p>',
  headers: { "List-Unsubscribe": "<https://example.com/unsubscribe?t=1>" },
  attachments: [{ cid: "preview", contentType: "image/png", content: PICTURE }],
};

test("a raw mail can be read again as its reader would see it", async () => {
  const { ses, client } = await startTestSes();
  await client.send(new SendRawEmailCommand({ RawMessage: { Data: await compose(READY) } }));

  const [mail, ...others] = await ses.mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: ["ada@example.com"],
    from: "Darkroom <pictures@example.com>",
    subject: READY.subject,
    sentAt: "2026-01-02T12:00:00.000Z",
  });
  expect(mail?.text.trim()).toBe(READY.text);
  expect(mail?.html.trim()).toBe(READY.html);
  expect(mail?.headers["list-unsubscribe"]).toBe("<https://example.com/unsubscribe?t=1>");
});

test("a picture inside a mail keeps its bytes and the id that the HTML names", async () => {
  const { ses, client } = await startTestSes();
  await client.send(new SendRawEmailCommand({ RawMessage: { Data: await compose(READY) } }));
  const [attachment] = (await ses.mails())[0]?.attachments ?? [];
  expect(attachment).toMatchObject({ contentId: "preview", mimeType: "image/png" });
  expect(Buffer.from(attachment?.content ?? [])).toEqual(PICTURE);
});

test("a raw mail goes to the destinations of the request, not to those in its headers", async () => {
  const { ses, client } = await startTestSes();
  const Data = await compose(READY);
  const Destinations = ["Grace Hopper <grace@example.com>", "blind@example.com"];
  await client.send(new SendRawEmailCommand({ Source: "bounce@example.com", Destinations, RawMessage: { Data } }));
  expect((await ses.mails())[0]?.to).toEqual(["grace@example.com", "blind@example.com"]);
});

test("a mail of subject, text and HTML is made into MIME", async () => {
  const { ses, client } = await startTestSes();
  await client.send(
    new SendEmailCommand({
      Source: "Darkroom <pictures@example.com>",
      Destination: { ToAddresses: ["ada@example.com"], BccAddresses: ["blind@example.com"] },
      Message: { Subject: { Data: "Grüße" }, Body: { Text: { Data: "a + b & c" }, Html: { Data: "<b>ß</b>" } } },
    }),
  );
  const mail = (await ses.mails())[0];
  expect(mail).toMatchObject({ to: ["ada@example.com", "blind@example.com"], subject: "Grüße" });
  expect(mail?.from).toBe("Darkroom <pictures@example.com>");
  expect(mail?.text.trim()).toBe("a + b & c");
  expect(mail?.html.trim()).toBe("<b>ß</b>");
  expect(mail?.headers.bcc).toBeUndefined();
});

test("mails are listed oldest first, also those of one millisecond, and after a restart", async () => {
  let now = NOON;
  const { ses, client, folder } = await startTestSes(() => now);
  for (const subject of ["1", "2", "3"]) {
    await client.send(new SendRawEmailCommand({ RawMessage: { Data: await compose({ ...READY, subject }) } }));
  }
  await ses.close();

  now += 1;
  const again = await startSes({ folder, now: () => now });
  onTestFinished(() => again.close());
  await fetch(again.url, {
    method: "POST",
    body: new URLSearchParams({
      Action: "SendRawEmail",
      "RawMessage.Data": Buffer.from(await compose({ ...READY, subject: "4" })).toString("base64"),
    }),
  });
  expect((await again.mails()).map((mail) => mail.subject)).toEqual(["1", "2", "3", "4"]);
});

test("a mail without recipients is refused and not kept", async () => {
  const { ses, client, folder } = await startTestSes();
  const { to: _, ...nobody } = READY;
  const sending = client.send(new SendRawEmailCommand({ RawMessage: { Data: await compose(nobody) } }));
  await expect(sending).rejects.toMatchObject({ name: "InvalidParameterValue" });
  expect(await ses.mails()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test("an action that the local SES does not have is refused, not imitated", async () => {
  const { client } = await startTestSes();
  await expect(client.send(new GetSendQuotaCommand({}))).rejects.toMatchObject({ name: "InvalidAction" });
});
