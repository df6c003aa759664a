import { afterAll, beforeAll, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { acceptUpload } from "../../../lib/operations/accept-upload.ts";
import { beginUpload } from "../../../lib/operations/begin-upload.ts";
import { type Client, problemOf, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

let client: Client;
let stores: Stores;
let picture: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  picture = new Uint8Array(await quadrants(48, 32).png().toBuffer());
});
afterAll(() => client.close());

async function ownerOf(name: string): Promise<string> {
  return ((await (await client.ask("/users/me", { as: name })).json()) as { id: string }).id;
}

const put = (as: string, key: string) =>
  client.ask("/upload", {
    method: "PUT",
    body: picture,
    as,
    headers: { "content-type": "image/png", "idempotency-key": key },
  });

const UPLOAD = { contentType: "image/png", sizeBytes: 1234 };

const begin = (as: string, key: string) =>
  client.ask("/upload", { method: "POST", body: JSON.stringify(UPLOAD), as, headers: { "idempotency-key": key } });

type Step = readonly [store: "users" | "accounts" | "images" | "originals", method: string, when: "before" | "after"];

/** Stores of a process that dies at one of its calls: nothing more of it happens, whatever it would have tidied up. */
function dyingAt([store, method, when]: Step): Stores {
  const death = { isDue: false };
  const mortal = <T extends object>(name: string, of: T): T =>
    new Proxy(of, {
      get(target, key) {
        const call = Reflect.get(target, key) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          const isIt = name === store && key === method;
          if (death.isDue || (isIt && when === "before")) {
            death.isDue = true;
            throw new Error("killed");
          }
          const result = await call.apply(target, args);
          if (!isIt) return result;
          death.isDue = true;
          throw new Error("killed");
        };
      },
    });
  return {
    ...stores,
    users: mortal("users", stores.users),
    accounts: mortal("accounts", stores.accounts),
    images: mortal("images", stores.images),
    originals: mortal("originals", stores.originals),
  };
}

const PUT_STEPS: readonly Step[] = [
  ["users", "claimIdempotencyKey", "before"],
  ["users", "claimIdempotencyKey", "after"],
  ["accounts", "countUpload", "after"],
  ["images", "create", "before"],
  ["images", "create", "after"],
  ["originals", "put", "before"],
  ["originals", "put", "after"],
  ["images", "get", "before"],
];

test.each(PUT_STEPS)("an upload that died at %s.%s, %s it, goes on when it is repeated", async (...step) => {
  const name = step.join("-");
  const uploader = { owner: await ownerOf(name), idempotencyKey: "once" };
  await expect(acceptUpload(dyingAt(step), uploader, picture, {})).rejects.toThrow("killed");
  const first = (await put(name, "once")).headers.get("location")!;
  expect((await put(name, "once")).headers.get("location")).toBe(first);
  const original = await client.ask(first, { method: "POST", as: name });
  expect(Buffer.from(await original.arrayBuffer()).equals(picture)).toBe(true);
  expect((await client.settled(first.replace("/images/", ""), name)).state).toBe("ready");
  const { images } = (await (await client.ask("/images", { as: name })).json()) as { images: object[] };
  expect(images).toHaveLength(1);
});

const POST_STEPS: readonly Step[] = [
  ["users", "claimIdempotencyKey", "after"],
  ["images", "create", "before"],
  ["images", "create", "after"],
  ["originals", "presignIncoming", "before"],
];

test.each(POST_STEPS)("one that was begun and died at %s.%s, %s it, too", async (...step) => {
  const name = `begin-${step.join("-")}`;
  const uploader = { owner: await ownerOf(name), idempotencyKey: "once" };
  await expect(beginUpload(dyingAt(step), uploader, UPLOAD, {})).rejects.toThrow("killed");
  const ids = [];
  for (let n = 0; n < 2; n++) ids.push(((await (await begin(name, "once")).json()) as { id: string }).id);
  expect(new Set(ids).size).toBe(1);
  const { images } = (await (await client.ask("/images", { as: name })).json()) as { images: { id: string }[] };
  expect(images.map(({ id }) => id)).toEqual([ids[0]]);
});

test.each([
  ["PUT", put],
  ["POST", begin],
] as const)("what a key of %s has uploaded and somebody deleted is gone, for that key too", async (_method, upload) => {
  const answer = await upload("dan", `gone-${_method}`);
  const id = answer.headers.get("location")?.replace("/images/", "") ?? ((await answer.json()) as { id: string }).id;
  await client.ask(`/images/${id}`, { method: "DELETE", as: "dan" });
  for (let n = 0; n < 2; n++) {
    expect(await problemOf(await upload("dan", `gone-${_method}`))).toEqual({ status: 410, code: "image-deleted" });
  }
  expect((await upload("dan", `new-${_method}`)).ok).toBe(true);
});

test("a key of PUT is another body for POST", async () => {
  expect((await put("eve", "both")).status).toBe(200);
  expect(await problemOf(await begin("eve", "both"))).toEqual({ status: 422, code: "idempotency-mismatch" });
});
