import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startS3 } from "../../../../dev/cloud/s3/server.ts";
import { asProblem } from "../../../../lib/aws/as-problem.ts";
import { s3Client } from "../../../../lib/aws/clients.ts";
import { s3Variants } from "../../../../lib/aws/variants.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { clientOf, credentials, getText, putText } from "./local-s3.ts";

/** More than a file may have there: to whoever writes it, it is as if the disk were full. */
const TOO_MUCH = "x".repeat(10_000);

/** An S3 whose files end at 8,192 bytes: a write fails in its middle, as only the system can make it fail. */
async function startLimited() {
  const script = fileURLToPath(new URL("./serve-s3.ts", import.meta.url));
  const folder = await temporaryFolder();
  const limited = 'ulimit -f 8; exec "$0" --import tsx "$@"';
  const stdio = ["ignore", "pipe", "ignore"] as const;
  const child = spawn("bash", ["-c", limited, process.execPath, script, folder], { stdio: [...stdio] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(child.stdout!, "data");
  const url = String(line).trim();
  return { url, folder, child, s3: clientOf(url), contents: () => readdir(join(folder, "photos", "bytes")) };
}

test("where the disk is full, nothing of what was to be written is kept, and what was there stays", async () => {
  const { s3, contents } = await startLimited();
  await putText(s3, "a", "kept");
  await expect(putText(s3, "a", TOO_MUCH)).rejects.toMatchObject({ name: "InternalError" });
  expect(await getText(s3, "a")).toBe("kept");
  expect(await contents()).toHaveLength(1);
  await putText(s3, "a", "there is room again");
  expect(await getText(s3, "a")).toBe("there is room again");
});

test("where the disk is full for what a bucket knows, a start with room finds all that was acknowledged", async () => {
  const { s3, folder, child } = await startLimited();
  const acknowledged: string[] = [];
  const filling = async () => {
    for (let at = 0; ; at++) {
      await putText(s3, `key${at}`, `text${at}`);
      acknowledged.push(`key${at}`);
    }
  };
  await expect(filling()).rejects.toMatchObject({ name: "InternalError" });
  await expect(putText(s3, "a", "")).rejects.toMatchObject({ name: "InternalError" });
  expect(await getText(s3, "key0")).toBe("text0");
  child.kill("SIGKILL");
  await once(child, "exit");

  const after = await startS3({ folder, buckets: [{ name: "photos" }], credentials });
  onTestFinished(() => after.close());
  const roomy = clientOf(after.url);
  for (const key of acknowledged) expect(await getText(roomy, key)).toBe(key.replace("key", "text"));
  await putText(roomy, "a", "there is room again");
  expect(await getText(roomy, "a")).toBe("there is room again");
});

test("whoever wanted it written is told that it passes", async () => {
  const { url } = await startLimited();
  const elsewhere = { dynamodb: "", ses: "", sqs: "", cloudfront: "" };
  const s3 = s3Client({ region: "us-east-1", credentials, endpoints: { ...elsewhere, s3: url } });
  const picture = { bytes: Buffer.from(TOO_MUCH), contentType: "image/webp", etag: "" };
  const written = s3Variants(s3, "photos").put("images/1/w-64.webp", picture, "image-1");
  expect(asProblem(await written.catch((error: unknown) => error)).code).toBe("unavailable");
});
