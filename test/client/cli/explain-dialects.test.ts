import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueToken } from "../../../dev/issuer.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import { newUser, type User } from "./command-run.ts";

let client: Client;
let user: User;
let id: string;

beforeAll(async () => {
  client = await startClient({ DIALECTS: "imgix,cloudflare,cloudinary,thumbor" });
  const token = await issueToken(client.service.issuer, "ann", "ann@example.com");
  user = newUser({ DARKROOM_URL: client.url, DARKROOM_TOKEN: token });
  id = await client.upload(await quadrants(640, 480).jpeg().toBuffer(), "ann");
});
afterAll(async () => {
  user.leave();
  await client.close();
});

describe("darkroom explain, of a URL of another system", () => {
  test.each([
    "/imgix/ID?w=301&h=200&fit=crop&auto=format",
    "/cdn-cgi/image/width=301,height=200,fit=cover/ID",
    "/demo/image/upload/c_fill,w_301,h_200/f_auto/v1/ID",
    "/unsafe/301x200/ID",
  ])("tells of %s the variant that its own address is answered with", async (path) => {
    const url = client.url + path.replace("ID", id);
    const run = await user.run(["explain", "--json", "--accept", "image/webp", url]);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    const { variant, ownUrl, answer } = JSON.parse(run.stdout);
    expect([variant, answer.width]).toEqual([`/images/${id}/w-320_h-213_fit-cover.auto-webp`, 320]);
    const headers = { accept: "image/webp" };
    const [foreign, own] = await Promise.all([fetch(url, { headers }), fetch(ownUrl, { headers })]);
    expect([foreign.status, foreign.headers.get("etag")]).toEqual([200, own.headers.get("etag")]);
    await client.stored(variant.slice(1));
  });

  test("tells people the URL of our own that says as much", async () => {
    const run = await user.run(["explain", `/imgix/${id}?w=300&fit=max`]);
    expect(run.stdout).toMatch(new RegExp(`^own URL +/images/${id}/transformation\\?w=300&fit=inside says`, "m"));
    expect(run.stdout).toMatch(/^answer +AVIF of 300×225 px/m);
  });

  test.each([
    ["/imgix/ID?w=300&mark=logo.png", "400 dialect-unsupported"],
    ["/cdn-cgi/image/width=auto/ID", "400 dialect-unsupported"],
    ["/imgix/ID?w=1&w=2", "400 parameter-repeated"],
    ["/unsafe/9999x1/ID", "400 parameter-invalid"],
  ])("refuses %s as its own address does", async (path, refusal) => {
    const url = client.url + path.replace("ID", id);
    const answer = (await (await fetch(url)).json()) as { status: number; code: string; detail: string };
    const run = await user.run(["explain", url]);
    expect([run.code, `${answer.status} ${answer.code}`]).toEqual([1, refusal]);
    expect(run.stderr).toContain(`The answer is ${refusal}: ${answer.detail}`);
  });

  test("says that a service does not read it, and what it reads", async () => {
    const run = await user.run(["explain", `${client.url}/_ipx/w_300/${id}`]);
    expect([run.code, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain("ipx is not among this service's DIALECTS");
    expect(run.stderr).toContain(`${client.url}/images/${id}/transformation?w=300`);
    expect((await fetch(`${client.url}/_ipx/w_300/${id}`)).status).toBe(404);
  });

  test("folds it without a service, too", async () => {
    const other = newUser({});
    const run = await other.run(["explain", "--offline", `/_ipx/w_300/${id}`]);
    other.leave();
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining(`/images/${id}/w-300.auto-avif`)]);
  });
});
