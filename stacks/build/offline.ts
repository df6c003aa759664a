/**
 * Runs `sst build` without an AWS account or network, once `npm run build` has made the code: it synthesizes into `.sst/`.
 * Without the stub below SST waits for the network for ever.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";

/** Answers GetCallerIdentity, the one question that SST has before it synthesizes. */
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/ci</Arn><UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const EXAMPLE_SETTINGS = {
  TOKEN_ISSUER: "https://issuer.example.com",
  TOKEN_AUDIENCE: "darkroom",
  TOKEN_JWKS_URL: "https://issuer.example.com/.well-known/jwks.json",
};

const identityServer = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "content-type": "text/xml" }).end(IDENTITY);
}).listen(0, "127.0.0.1");
await once(identityServer, "listening");
const address = identityServer.address();
if (address === null || typeof address === "string") throw new Error("The stub of STS has no port");

const build = spawn("npx", ["sst", "build", "--stage", "ci"], {
  stdio: "inherit",
  env: {
    ...EXAMPLE_SETTINGS,
    ...process.env,
    CI: "1",
    SST_TELEMETRY_DISABLED: "1",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "offline",
    AWS_SECRET_ACCESS_KEY: "offline",
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${address.port}`,
  },
});
const [exitCode] = await once(build, "exit");
identityServer.close();
process.exitCode = exitCode ?? 1;
