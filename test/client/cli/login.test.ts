import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueToken } from "../../../dev/issuer.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { newUser, type User } from "./command-run.ts";

let client: Client;
let user: User;

beforeAll(async () => {
  client = await startClient();
  user = newUser({ DARKROOM_URL: client.url });
});
afterAll(async () => {
  user.leave();
  await client.close();
});

const sessionFile = () => join(user.home, ".config", "darkroom", "sessions.json");

/** Does at the issuer's page what a person does in a browser. */
async function signInAt(page: string, name: string): Promise<void> {
  const html = await (await fetch(page)).text();
  const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  const body = new URLSearchParams();
  for (const [, field = "", value = ""] of fields) body.set(field, value);
  body.set("name", name);
  await fetch(page, { method: "POST", body });
}

/** Runs `darkroom login`, and signs in at the page that it names. */
function login(name: string, visit = signInAt) {
  return user.run(["login", "--no-browser", "--port", "0"], {
    onError(text) {
      const page = /^Sign in at (\S+)/.exec(text)?.[1];
      if (page !== undefined) void visit(page, name);
    },
  });
}

/** Whom a token names. */
function subjectOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).sub;
}

describe("darkroom login", () => {
  test("signs in with the issuer's page, and other commands are that user's from then on", async () => {
    const before = await user.run(["ls"]);
    expect([before.code, before.stderr]).toEqual([4, expect.stringContaining("darkroom login")]);
    const run = await login("ann");
    expect([run.code, run.stdout]).toEqual([0, ""]);
    expect((await user.run(["ls"])).code).toBe(0);
    expect(subjectOf((await user.run(["token"])).stdout)).toBe("ann");
  });

  test("keeps the session where its owner alone can read it", async () => {
    await login("ann");
    expect((await stat(sessionFile())).mode & 0o777).toBe(0o600);
  });

  test("renews a session whose token has ended, and says when it cannot", async () => {
    await login("ann");
    const sessions = JSON.parse(await readFile(sessionFile(), "utf8"));
    const ended = `e30.${Buffer.from(JSON.stringify({ sub: "ann", exp: 1 })).toString("base64url")}.e30`;
    const withEnded = (session: object) => JSON.stringify({ [client.url]: { ...session, idToken: ended } });
    await writeFile(sessionFile(), withEnded(sessions[client.url]));
    expect((await user.run(["ls"])).code).toBe(0);
    expect((await user.run(["token"])).stdout.trim()).not.toBe(ended);

    await writeFile(sessionFile(), withEnded({ ...sessions[client.url], refreshToken: "none" }));
    const over = await user.run(["ls"]);
    expect([over.code, over.stdout, over.stderr]).toEqual([4, "", "The session has ended; run darkroom login.\n"]);
  });

  test("gives way to DARKROOM_TOKEN", async () => {
    const bob = await issueToken(client.service.issuer, "bob", "bob@example.com");
    const other = newUser({ DARKROOM_URL: client.url, DARKROOM_TOKEN: bob });
    expect((await other.run(["token"])).stdout).toBe(`${bob}\n`);
    other.leave();
  });

  test("takes no answer that it did not ask for", async () => {
    const run = await login("eve", async (page) => {
      const redirectUri = new URL(page).searchParams.get("redirect_uri");
      await fetch(`${redirectUri}?code=stolen&state=guessed`);
    });
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining("did not sign you in")]);
  });

  test("ends when it is called off", async () => {
    const controller = new AbortController();
    const onError = () => controller.abort(new Error("enough"));
    const run = await user.run(["login", "--no-browser", "--port", "0"], { signal: controller.signal, onError });
    expect(run.code).toBe(130);
  });
});

describe("the local issuer", () => {
  const ASKED = { redirect_uri: "http://localhost:1/callback" };
  const authorize = async (changes: Record<string, string>) => {
    const { aud } = client.service.issuer;
    const asked = {
      ...{ ...ASKED, client_id: aud, response_type: "code" },
      ...{ code_challenge: "x", code_challenge_method: "S256", name: "ann" },
    };
    const body = new URLSearchParams({ ...asked, ...changes });
    return fetch(`${client.url}/_local/issuer/authorize`, { method: "POST", body, redirect: "manual" });
  };

  test("sends nobody away from this machine with a code", async () => {
    expect((await authorize({})).status).toBe(303);
    for (const uri of ["https://example.com/", "http://localhost.example.com/", "javascript:alert(1)", ""]) {
      expect((await authorize({ redirect_uri: uri })).status).toBe(400);
    }
  });

  /** What the issuer says to whoever brings a code, by default the one who asked for it. */
  const exchange = async (code: string, changes: Record<string, string> = {}) => {
    const brought = { grant_type: "authorization_code", code, code_verifier: "right", ...ASKED };
    const body = new URLSearchParams({ ...brought, client_id: client.service.issuer.aud, ...changes });
    return (await fetch(`${client.url}/_local/issuer/token`, { method: "POST", body })).status;
  };
  const newCode = async () => {
    const code_challenge = createHash("sha256").update("right").digest("base64url");
    const location = (await authorize({ code_challenge })).headers.get("location") ?? "";
    return new URL(location).searchParams.get("code") ?? "";
  };

  test("changes a code into tokens once", async () => {
    const code = await newCode();
    expect([await exchange(code), await exchange(code)]).toEqual([200, 400]);
  });

  test.each([
    { code_verifier: "wrong" },
    { redirect_uri: "http://localhost:2/callback" },
    { client_id: "somebody" },
    { code: "guessed" },
  ])("changes no code for somebody else, who says %j", async (changes) => {
    expect(await exchange(await newCode(), changes)).toBe(400);
  });

  test("gives refresh tokens that the API does not take", async () => {
    await login("ann");
    const { refreshToken } = JSON.parse(await readFile(sessionFile(), "utf8"))[client.url];
    const answer = await client.ask("/images", { headers: { authorization: `Bearer ${refreshToken}` } });
    expect(answer.status).toBe(401);
  });
});
