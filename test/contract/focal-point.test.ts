import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsStores } from "../../api/stores.ts";
import { forgetImage } from "../../lib/operations/forget-image.ts";
import { cornersOf, quadrants } from "../pictures/quadrants.ts";
import { type Client, problemOf, startClient } from "./service.ts";

let client: Client;
let id: string;

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

function aim(body: unknown, as = "you", image = id) {
  return client.ask(`/images/${image}`, { method: "PATCH", body: JSON.stringify(body), as });
}

async function cornersAt(query: string) {
  const response = await client.ask(`/images/${id}/transformation?${query}&fmt=png`, { as: null });
  expect(response.status).toBe(200);
  return cornersOf(Buffer.from(await response.arrayBuffer()));
}

const SQUARE = "w=100&h=100&fit=cover";

describe("PATCH /images/:id", () => {
  test("aims every later crop, also those that the caches have", async () => {
    id = await client.upload(await quadrants(1200, 400).jpeg().toBuffer());
    await client.settled(id);
    const rendition = `/images/${id}/transformation?p=small`;
    await client.ask(rendition, { as: null });
    expect((await cornersAt(SQUARE))[0]).toBe("red");
    expect((await cornersAt(SQUARE))[1]).toBe("green");

    await client.stored(`images/${id}/w-100_h-100_fit-cover.png`);
    const response = await aim({ focalPoint: [100, 50] });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id, focalPoint: [100, 50] });
    expect((await client.keys()).variants.filter((key) => key.includes(id))).toEqual([]);
    expect(await cornersAt(SQUARE)).toEqual(["green", "green", "white", "white"]);
    expect((await client.ask(rendition, { as: null })).status).toBe(200);
    const data = await client.ask(`/images/${id}/transformation?fmt=json`, { as: null });
    expect(await data.json()).toMatchObject({ focalPoint: [100, 50] });
  });

  test("is followed wherever the picture is turned and cut", async () => {
    await aim({ focalPoint: [100, 50] });
    expect(await cornersAt(`${SQUARE}&flip=h`)).toEqual(["green", "green", "white", "white"]);
    expect(await cornersAt(`${SQUARE}&rot=90`)).toEqual(["white", "green", "white", "green"]);
    expect(await cornersAt(`${SQUARE}&rect=0,0,600,400`)).toEqual(["red", "red", "blue", "blue"]);
  });

  test("leaves alone what a URL aims itself, and what is not cropped", async () => {
    await aim({ focalPoint: [100, 50] });
    expect(await cornersAt(`${SQUARE}&g=west`)).toEqual(["red", "red", "blue", "blue"]);
    expect(await cornersAt(`${SQUARE}&fp=50,50`)).toEqual(["red", "green", "blue", "white"]);
    expect(await cornersAt(`${SQUARE}&fp=0,50`)).toEqual(["red", "red", "blue", "blue"]);
    expect(await cornersAt("w=120")).toEqual(["red", "green", "blue", "white"]);
  });

  test("clears the point again", async () => {
    await aim({ focalPoint: [100, 50] });
    expect(await (await aim({ focalPoint: null })).json()).toMatchObject({ focalPoint: null });
    expect(await cornersAt(SQUARE)).toEqual(["red", "green", "blue", "white"]);
  });

  test("comes to a picture whose upload is still being worked on, which is finished all the same", async () => {
    const early = await client.upload(
      await sharp(await quadrants(2000, 900).png().toBuffer())
        .jpeg()
        .toBuffer(),
    );
    expect((await aim({ focalPoint: [0, 0] }, "you", early)).status).toBe(200);
    expect(await client.settled(early)).toMatchObject({ state: "ready", focalPoint: [0, 0] });
  });

  test("has what an old writer left forgotten in a second pass", async () => {
    await cornersAt(SQUARE);
    const stores = awsStores(client.service.environment);
    const left = { bytes: await quadrants(10, 10).png().toBuffer(), contentType: "image/png", etag: "" };
    await stores.variants.put(`images/${id}/w-640.png`, left, `image-${id}`);
    expect(
      (await client.ask(`/images/${id}/transformation?w=640&fmt=png`, { as: null })).headers.get("x-image-origin"),
    ).toBeNull();
    await forgetImage(stores, id, new Date());
    const again = await client.ask(`/images/${id}/transformation?w=640&fmt=png`, { as: null });
    expect(again.headers.get("x-image-origin")).toBe("transformer");
  });

  test.each([
    [{}],
    [{ focalPoint: [50] }],
    [{ focalPoint: [0, 101] }],
    [{ focalPoint: "50,50" }],
    [{ focalPoint: [1, 2], x: 1 }],
    [null],
    [[]],
  ])("refuses %j", async (body) => {
    expect(await problemOf(await aim(body))).toEqual({ status: 400, code: "body-invalid" });
  });

  test("is the owner's alone, and of an image that is there", async () => {
    expect(await problemOf(await aim({ focalPoint: [1, 2] }, "somebody"))).toEqual({
      status: 404,
      code: "image-not-found",
    });
    expect((await client.ask(`/images/${id}`, { method: "PATCH", as: null })).status).toBe(401);
    await client.ask(`/images/${id}`, { method: "DELETE" });
    expect(await problemOf(await aim({ focalPoint: [1, 2] }))).toEqual({ status: 404, code: "image-not-found" });
  });
});
