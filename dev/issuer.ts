import { createPrivateKey, generateKeyPairSync, randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, importPKCS8, importSPKI, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { type LoopbackServer, listen } from "./cloud/loopback-server.ts";
import { makeFolder } from "./data-folder.ts";
import { hasCode } from "./error-code.ts";
import { StartRefusal } from "./start-refusal.ts";

/** The local service's own issuer of tokens, as it is kept in `DATA_DIR/issuer.json`. */
export interface Issuer {
  readonly alg: "ES256";
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
  readonly kid: string;
  readonly iss: string;
  readonly aud: string;
}

const TOKEN_LIFE = "12h";

/** A refresh token is for the issuer alone, so that the API does not take it. */
const REFRESH_AUDIENCE = "darkroom-refresh";
const REFRESH_LIFE = "30d";

/**
 * Reads the issuer of a data folder, and makes it at the first time.
 *
 * Two processes may do so at once, `npm start` and `npm run token`: a link that exists already decides.
 *
 * @throws StartRefusal when the file is no issuer, or the file system's error when it cannot be made
 */
export async function openIssuer(dataDir: string): Promise<Issuer> {
  const file = join(dataDir, "issuer.json");
  const draft = join(dataDir, `issuer-${randomUUID()}.json`);
  await makeFolder(dataDir);
  await writeFile(draft, JSON.stringify(newIssuer(), null, 2), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft);
  }
  return parseIssuer(await readFile(file, "utf8"), file);
}

function parseIssuer(text: string, file: string): Issuer {
  try {
    const issuer = JSON.parse(text) as Issuer;
    createPrivateKey(issuer.privateKeyPem);
    return issuer;
  } catch (cause) {
    throw new StartRefusal(`${file} is no issuer; remove it, and a new one is made.`, { cause });
  }
}

function newIssuer(): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const kid = randomUUID();
  return {
    alg: "ES256",
    privateKeyPem: privateKey,
    publicKeyPem: publicKey,
    kid,
    iss: "https://issuer.darkroom.localhost",
    aud: "darkroom",
  };
}

/**
 * An ID token that the local service takes for twelve hours.
 *
 * @param name the subject, e.g. `you`
 * @param email a verified address, e.g. `you@example.com`
 * @param claims what else it says, e.g. `{ nonce: "…" }`
 */
export async function issueToken(
  issuer: Issuer,
  name: string,
  email: string,
  claims: JWTPayload = {},
): Promise<string> {
  const all = { ...claims, email, email_verified: true, sub: name, aud: issuer.aud };
  return signed(issuer, all, TOKEN_LIFE);
}

/** What a session goes on with once its token has ended; it outlives restarts. */
export async function issueRefreshToken(issuer: Issuer, name: string): Promise<string> {
  return signed(issuer, { sub: name, aud: REFRESH_AUDIENCE }, REFRESH_LIFE);
}

/** @returns whose refresh token it is, `undefined` for what is none or has ended */
export async function readRefreshToken(issuer: Issuer, token: string): Promise<string | undefined> {
  const key = await importSPKI(issuer.publicKeyPem, issuer.alg);
  const rules = { issuer: issuer.iss, audience: REFRESH_AUDIENCE, algorithms: [issuer.alg] };
  const verified = await jwtVerify(token, key, rules).catch(() => undefined);
  return verified?.payload.sub;
}

async function signed(issuer: Issuer, claims: JWTPayload, life: string): Promise<string> {
  const key = await importPKCS8(issuer.privateKeyPem, issuer.alg);
  const header = { alg: issuer.alg, kid: issuer.kid };
  return new SignJWT(claims)
    .setProtectedHeader(header)
    .setIssuer(issuer.iss)
    .setIssuedAt()
    .setExpirationTime(life)
    .sign(key);
}

/** Serves the issuer's public key the way every OIDC issuer does, at any path. */
export async function startJwks(issuer: Issuer): Promise<LoopbackServer> {
  const key = await exportJWK(await importSPKI(issuer.publicKeyPem, issuer.alg));
  const document = JSON.stringify({ keys: [{ ...key, kid: issuer.kid, alg: issuer.alg, use: "sig" }] });
  return listen(async (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(document);
  });
}
