import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ANNOUNCED_UPLOAD } from "../../../api/description/image-schemas.ts";
import { PRESIGNED_UPLOAD_BYTES } from "../../../lib/limits.ts";
import { type Client, startClient } from "../../contract/service.ts";

let client: Client;
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

const types = fc.constantFrom("image/jpeg", "image/tiff", "image/svg+xml", "IMAGE/PNG", "", 7, null);
const sizes = fc.constantFrom(0, 1, 1.5, -1, "10", PRESIGNED_UPLOAD_BYTES, PRESIGNED_UPLOAD_BYTES + 1, null);
const sums = fc.constantFrom("a".repeat(64), "F".repeat(64), `${"A".repeat(43)}=`, "a".repeat(63), "", 7, null);

test("an upload may be announced exactly as its schema says", async () => {
  const isDescribed = new Ajv2020().compile(ANNOUNCED_UPLOAD);
  const parts = fc.record({ contentType: types, sizeBytes: sizes, sha256: sums }, { requiredKeys: [] });
  const likely = fc.record({ contentType: fc.constant("image/png"), sizeBytes: fc.integer({ min: -2, max: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.oneof(parts, likely), async (upload) => {
      const { status } = await client.ask("/upload", { method: "POST", body: JSON.stringify(upload) });
      expect(status === 201).toBe(isDescribed(upload));
    }),
    { numRuns: 30 },
  );
});
