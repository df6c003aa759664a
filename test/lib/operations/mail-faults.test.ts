import { afterAll, beforeAll, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { WORKER_SECONDS } from "../../../lib/limits.ts";
import { admitUpload } from "../../../lib/operations/admit-upload.ts";
import { processUpload } from "../../../lib/operations/process-upload.ts";
import { seconds } from "../../../lib/time.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

const PNG = await quadrants(60, 40).png().toBuffer();

let client: Client;
let stores: Stores;

beforeAll(async () => {
  // Without an address to send from, the worker sends nothing: the mails here are this test's own.
  client = await startClient({ MAIL_FROM: "" });
  stores = awsStores({ ...client.service.environment, MAIL_FROM: "pictures@example.com" });
});
afterAll(() => client.close());

/** The stores with an SES that refuses the next mail. */
function withFaultyMail(): Stores {
  const fault = { isDue: true };
  const send: NonNullable<Stores["mailer"]>["send"] = async (mail) => {
    if (!fault.isDue) return stores.mailer!.send(mail);
    fault.isDue = false;
    throw new Error("SES is away");
  };
  return { ...stores, mailer: { send } };
}

/** Lets the claim of the failed try lapse, as 180 s would. */
async function lapse(id: string, kind: "upload-ready" | "upload-failed"): Promise<void> {
  await stores.images.claimMail(id, kind, seconds(new Date()) - 2 * WORKER_SECONDS, -3 * WORKER_SECONDS);
}

async function subjectsFor(name: string): Promise<string[]> {
  return (await client.mails()).filter(({ to }) => to.includes(`${name}@example.com`)).map(({ subject }) => subject);
}

test("a mail that SES refused is sent when the message comes again, once", async () => {
  const id = await client.upload(PNG, "ann");
  await client.settled(id, "ann");
  const faulty = withFaultyMail();
  await expect(processUpload(faulty, id)).rejects.toThrow("SES is away");
  await lapse(id, "upload-ready");
  await processUpload(faulty, id);
  await processUpload(faulty, id);
  expect(await subjectsFor("ann")).toEqual(["Your picture is ready (60 × 40 px)"]);
});

test("the mail about a failure is not lost either", async () => {
  const bytes = PNG.subarray(0, 100);
  const body = JSON.stringify({ contentType: "image/png", sizeBytes: bytes.length });
  const begun = await client.ask("/upload", { method: "POST", body, as: "ben" });
  const { id, url, headers } = (await begun.json()) as { id: string; url: string; headers: Record<string, string> };
  await fetch(url, { method: "PUT", body: new Uint8Array(bytes), headers });
  await client.settled(id, "ben");
  const faulty = withFaultyMail();
  await expect(processUpload(faulty, id)).rejects.toThrow("SES is away");
  await lapse(id, "upload-failed");
  await admitUpload(faulty, id);
  await processUpload(faulty, id);
  expect(await subjectsFor("ben")).toEqual(["Your picture could not be processed"]);
});

test("a mail is claimed by one, again once the claim has lapsed, and never when it is sent or its picture deleted", async () => {
  const [sent, deleted] = [await client.upload(PNG, "cleo"), await client.upload(PNG, "cleo")];
  for (const id of [sent, deleted]) await client.settled(id, "cleo");
  const now = seconds(new Date());
  const claim = (id: string, at: number) => stores.images.claimMail(id, "upload-ready", at, WORKER_SECONDS);
  const later = now + WORKER_SECONDS;
  expect([await claim(sent, now), await claim(sent, later), await claim(sent, later + 1)]).toEqual([true, false, true]);
  await stores.images.noteMail(sent, "upload-ready", later);
  expect(await claim(sent, later + 10 * WORKER_SECONDS)).toBe(false);
  await client.ask(`/images/${deleted}`, { method: "DELETE", as: "cleo" });
  expect(await claim(deleted, now)).toBe(false);
});
