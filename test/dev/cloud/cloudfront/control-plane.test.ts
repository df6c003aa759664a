import {
  CloudFrontClient,
  CreateInvalidationCommand,
  GetInvalidationCommand,
  ListInvalidationsCommand,
  waitUntilInvalidationCompleted,
} from "@aws-sdk/client-cloudfront";
import { expect, onTestFinished, test } from "vitest";
import { startControlPlane } from "../../../../dev/cloud/cloudfront/control-plane.ts";
import { CREDENTIALS } from "./edge-and-origin.ts";

async function start() {
  const invalidated: (readonly string[])[] = [];
  const { url, close } = await startControlPlane({
    distributionId: "ELOCAL",
    invalidate: (items) => invalidated.push(items),
  });
  onTestFinished(close);
  const client = new CloudFrontClient({ endpoint: url, region: "us-east-1", credentials: CREDENTIALS, maxAttempts: 1 });
  return { url, client, invalidated };
}

function batch(callerReference: string, items: string[], { distribution = "ELOCAL", quantity = items.length } = {}) {
  return new CreateInvalidationCommand({
    DistributionId: distribution,
    InvalidationBatch: { CallerReference: callerReference, Paths: { Quantity: quantity, Items: items } },
  });
}

test("an invalidation reaches the edge and is complete at once", async () => {
  const { client, invalidated } = await start();
  const items = ["/images/a&b*", "#image-01j", "/a'\"<>"];
  const { Invalidation: made, Location: location } = await client.send(batch("first", items));
  expect(invalidated).toEqual([items]);
  expect(made).toMatchObject({ Status: "Completed", InvalidationBatch: { CallerReference: "first" } });
  expect(made?.InvalidationBatch?.Paths).toEqual({ Quantity: 3, Items: items });
  expect(location).toMatch(new RegExp(`/distribution/ELOCAL/invalidation/${made?.Id}$`));
});

test("the SDK's waiter sees that it is complete", async () => {
  const { client } = await start();
  const { Invalidation: made } = await client.send(batch("first", ["/*"]));
  const waited = await waitUntilInvalidationCompleted(
    { client, maxWaitTime: 5, minDelay: 1 },
    { DistributionId: "ELOCAL", Id: made?.Id },
  );
  expect(waited.state).toBe("SUCCESS");
});

test("the same batch under the same reference is the same invalidation", async () => {
  const { client, invalidated } = await start();
  const first = await client.send(batch("once", ["/a", "/b"]));
  const again = await client.send(batch("once", ["/a", "/b"]));
  expect(again.Invalidation?.Id).toBe(first.Invalidation?.Id);
  expect(invalidated).toHaveLength(1);
});

test.each([
  ["another batch under the same reference", "InvalidArgument", batch("taken", ["/b"])],
  ["another distribution", "NoSuchDistribution", batch("new", ["/a"], { distribution: "EOTHER" })],
  ["a quantity that is not the number of items", "InconsistentQuantities", batch("new", ["/a"], { quantity: 2 })],
  ["an empty batch", "InconsistentQuantities", batch("new", [])],
  ["an asterisk before the end", "InvalidArgument", batch("new", ["/a*b"])],
  [
    "over 3,000 items",
    "BatchTooLarge",
    batch(
      "new",
      Array.from({ length: 3_001 }, (_, index) => `/${index}`),
    ),
  ],
])("%s is refused as %s", async (_what, name, command) => {
  const { client, invalidated } = await start();
  await client.send(batch("taken", ["/a"]));
  await expect(client.send(command)).rejects.toMatchObject({ name });
  expect(invalidated).toEqual([["/a"]]);
});

test("an invalidation can be read again", async () => {
  const { client } = await start();
  const { Invalidation: made } = await client.send(batch("first", ["/a"]));
  const found = await client.send(new GetInvalidationCommand({ DistributionId: "ELOCAL", Id: made?.Id }));
  expect(found.Invalidation).toEqual(made);
});

test("an invalidation that was never made cannot be read", async () => {
  const { client } = await start();
  const command = new GetInvalidationCommand({ DistributionId: "ELOCAL", Id: "INONE" });
  await expect(client.send(command)).rejects.toMatchObject({ name: "NoSuchInvalidation" });
});

test("invalidations are listed newest first, page by page", async () => {
  const { client } = await start();
  const ids: (string | undefined)[] = [];
  for (const reference of ["one", "two", "three"]) {
    ids.unshift((await client.send(batch(reference, ["/a"]))).Invalidation?.Id);
  }
  const page = async (marker?: string) => {
    const asked = { DistributionId: "ELOCAL", MaxItems: 2, ...(marker === undefined ? {} : { Marker: marker }) };
    return (await client.send(new ListInvalidationsCommand(asked))).InvalidationList;
  };
  const first = await page();
  const second = await page(first?.NextMarker);
  expect([first?.IsTruncated, second?.IsTruncated]).toEqual([true, false]);
  expect([first, second].flatMap((each) => each?.Items?.map(({ Id }) => Id))).toEqual(ids);
});

test("a request that is not signed is refused", async () => {
  const { url } = await start();
  const answer = await fetch(`${url}/2020-05-31/distribution/ELOCAL/invalidation`);
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("MissingAuthenticationToken")]);
});

test("what the local API does not do is said, not pretended", async () => {
  const { url } = await start();
  const headers = { authorization: "AWS4-HMAC-SHA256 Credential=local" };
  expect((await fetch(`${url}/2020-05-31/distribution`, { headers })).status).toBe(501);
});
