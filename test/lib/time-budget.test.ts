import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../dev/cloud/loopback-server.ts";
import { s3Client } from "../../lib/aws/clients.ts";
import { getObject } from "../../lib/aws/objects.ts";
import { budgetSignal, secondsWithinBudget, withinBudget } from "../../lib/time-budget.ts";

/** S3 that answers nothing, or a byte now and then; tells when its caller has hung up. */
async function silentS3(isTrickling: boolean) {
  const gone: Promise<unknown>[] = [];
  const server = await listen(async (_request, response) => {
    gone.push(once(response, "close"));
    if (!isTrickling) return;
    response.writeHead(200, { "content-length": "100000" });
    const timer = setInterval(() => response.write("x"), 20);
    response.once("close", () => clearInterval(timer));
  });
  onTestFinished(() => server.close());
  const endpoints = { s3: server.url, dynamodb: "", ses: "", sqs: "", cloudfront: "" };
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return { gone, client: s3Client({ region: "us-east-1", credentials, endpoints }) };
}

test.each([
  ["that does not answer", false],
  ["that answers a byte at a time", true],
])(
  "a request whose time is over while it waits for a service %s is told to come again, and hangs up",
  async (_how, isTrickling) => {
    const { gone, client } = await silentS3(isTrickling);
    const asked = withinBudget(300, () => getObject(client, "photos", "a"));
    await expect(asked).rejects.toMatchObject({ problem: { code: "unavailable" } });
    expect(gone).toHaveLength(1);
    await Promise.all(gone);
  },
);

test("what comes to nothing after its time is over is nobody's rejection", async () => {
  const late = withinBudget(
    5,
    () => new Promise((_resolve, reject) => setTimeout(() => reject(new Error("late")), 30)),
  );
  await expect(late).rejects.toMatchObject({ problem: { code: "unavailable" } });
  await new Promise((resolve) => setTimeout(resolve, 50));
});

test("a piece of work may take what is left of its request's time, and never nothing", async () => {
  expect(secondsWithinBudget(25)).toBe(25);
  expect(await withinBudget(10_500, async () => secondsWithinBudget(25))).toBe(10);
  expect(await withinBudget(200, async () => secondsWithinBudget(25))).toBe(1);
});

test("a budget within another one ends with that at the latest", async () => {
  let isOver: Promise<unknown> | undefined;
  const request = withinBudget(50, () =>
    withinBudget(60_000, () => {
      expect(secondsWithinBudget(25)).toBe(1);
      isOver = once(budgetSignal()!, "abort");
      return isOver;
    }),
  );
  await expect(request).rejects.toMatchObject({ problem: { code: "unavailable" } });
  await isOver;
});
