import { expect, test } from "vitest";
import { soakPictures } from "./broken-pictures.ts";
import { soakRequests } from "./hostile-requests.ts";

/** A sliver of what `npm run soak` runs, and CI a tenth of. */
const REQUESTS = 250;
const PICTURES = 20;
const SEED = 20_261_122;

test("hostile requests are each answered as ours, and change nothing for who asks next", async () => {
  expect(await soakRequests({ count: REQUESTS, seed: SEED })).toMatchObject({ requests: REQUESTS });
}, 120_000);

test("broken pictures are each refused or made whole, as uploads and as originals that went bad", async () => {
  const { pictures, accepted, refused } = await soakPictures({ count: PICTURES, seed: SEED });
  expect(Number(accepted) + Number(refused)).toBe(pictures);
}, 120_000);
