import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { asProblem } from "../../../../lib/aws/as-problem.ts";
import { s3Client } from "../../../../lib/aws/clients.ts";
import { s3Variants } from "../../../../lib/aws/variants.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { clientOf, credentials, getText, putText } from "./local-s3.ts";

/** More than a file may have there: to whoever writes it, it is as if the disk were full. */
const TOO_MUCH = "x".repeat(1_500);

/** An S3 whose files end at 1,024 bytes: a write fails in its middle, as only the system can make it fail. */
async function startLimited() {
  const script = fileURLToPath(new URL("./serve-s3.ts", import.meta.url));
  const folder = await temporaryFolder();
  const limited = 'ulimit -f 1; exec "$0" --import tsx "$@"';
  const stdio = ["ignore", "pipe", "ignore"] as const;
  const child = spawn("bash", ["-c", limited, process.execPath, script, folder], { stdio: [...stdio] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(child.stdout!, "data");
  const url = String(line).trim();
  const filesIn = (kind: string) => readdir(join(folder, "photos", kind));
  return { url, s3: clientOf(url), filesIn };
}

test("where the disk is full, nothing of what was to be written is kept, and what was there stays", async () => {
  const { s3, filesIn } = await startLimited();
  await putText(s3, "a", "kept");
  await expect(putText(s3, "a", TOO_MUCH)).rejects.toMatchObject({ name: "InternalError" });
  await expect(putText(s3, "a", "other", { Metadata: { long: TOO_MUCH } })).rejects.toMatchObject({
    name: "InternalError",
  });
  expect(await getText(s3, "a")).toBe("kept");
  expect([await filesIn("bytes"), await filesIn("temporary")]).toEqual([[expect.any(String)], []]);
  await putText(s3, "a", "there is room again");
  expect(await getText(s3, "a")).toBe("there is room again");
});

test("whoever wanted it written is told that it passes", async () => {
  const { url } = await startLimited();
  const elsewhere = { dynamodb: "", ses: "", sqs: "", cloudfront: "" };
  const s3 = s3Client({ region: "us-east-1", credentials, endpoints: { ...elsewhere, s3: url } });
  const picture = { bytes: Buffer.from(TOO_MUCH), contentType: "image/webp", etag: "" };
  const written = s3Variants(s3, "photos").put("images/1/w-64.webp", picture, "image-1");
  expect(asProblem(await written.catch((error: unknown) => error)).code).toBe("unavailable");
});
