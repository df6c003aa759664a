import { importPKCS8, SignJWT } from "jose";
import { expect, onTestFinished, test } from "vitest";
import { tokenAuthenticator } from "../../api/authenticate.ts";
import { listen } from "../../dev/cloud/loopback-server.ts";
import { type Issuer, issueToken, openIssuer, startJwks } from "../../dev/issuer.ts";
import { ProblemError } from "../../lib/problem-error.ts";
import { temporaryFolder } from "../dev/cloud/temporary-folder.ts";

const MINUTE = 60;

/** An issuer, and an API's check of its tokens that nobody has asked yet. */
async function signIn() {
  const issuer = await openIssuer(await temporaryFolder());
  const jwks = await startJwks(issuer);
  let isThere = true;
  const leave = async () => {
    if (isThere) await jwks.close();
    isThere = false;
  };
  onTestFinished(leave);
  return { issuer, leave, authenticate: authenticatorAt(issuer, jwks.url) };
}

function authenticatorAt({ iss, aud }: Issuer, jwksUrl: string) {
  return tokenAuthenticator({ issuer: iss, audience: aud, jwksUrl, trustsEmail: false });
}

/** A token whose times are as far from now as somebody's clock is wrong, in seconds. */
async function tokenAt(issuer: Issuer, { exp, nbf }: { exp: number; nbf: number }) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub: "ann", nbf: now + nbf, exp: now + exp })
    .setProtectedHeader({ alg: issuer.alg, kid: issuer.kid })
    .setIssuer(issuer.iss)
    .setAudience(issuer.aud)
    .setIssuedAt(now + nbf)
    .sign(await importPKCS8(issuer.privateKeyPem, issuer.alg));
}

/** @returns `taken`, or the problem's code */
async function told(asking: Promise<unknown>): Promise<string> {
  return asking.then(
    () => "taken",
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );
}

test.each([
  ["is new, of an issuer whose clock is almost five minutes ahead", { nbf: 5 * MINUTE - 2, exp: 60 * MINUTE }, "taken"],
  ["ended while its request was on its way", { nbf: -60 * MINUTE, exp: -2 }, "taken"],
  ["has ended half a minute ago", { nbf: -60 * MINUTE, exp: -30 }, "token-invalid"],
  ["is not to be taken for ten minutes yet", { nbf: 10 * MINUTE, exp: 60 * MINUTE }, "token-invalid"],
])("a token that %s", async (_what, times, code) => {
  const { issuer, authenticate } = await signIn();
  expect(await told(authenticate(await tokenAt(issuer, times)))).toBe(code);
});

test("while the issuer is away its keys that are known go on, for everybody", async () => {
  const { issuer, leave, authenticate } = await signIn();
  expect(await told(authenticate(await issueToken(issuer, "ann", "ann@example.com")))).toBe("taken");
  await leave();
  expect(await told(authenticate(await issueToken(issuer, "ben", "ben@example.com")))).toBe("taken");
});

test("while the issuer is away and its keys are not known, nobody is told that their token is wrong", async () => {
  const { issuer, leave, authenticate } = await signIn();
  const token = await issueToken(issuer, "ann", "ann@example.com");
  await leave();
  expect(await told(authenticate(token))).toBe("unavailable");
});

test.each([
  ["an error", 500, "{}"],
  ["a page", 200, "<html></html>"],
  ["something else than keys", 200, "{}"],
])("an issuer that answers %s is away, and the token is not said to be wrong", async (_what, status, body) => {
  const issuer = await openIssuer(await temporaryFolder());
  const broken = await listen(async (_request, response) => void response.writeHead(status).end(body));
  onTestFinished(() => broken.close());
  const token = await issueToken(issuer, "ann", "ann@example.com");
  expect(await told(authenticatorAt(issuer, broken.url)(token))).toBe("unavailable");
});
