import { beforeAll, expect, test } from "vitest";
import { type Properties, propertiesOf, synthesize } from "./synthesized.ts";
import { type TemplateJson, textOf, theOne } from "./template.ts";

let template: TemplateJson;
beforeAll(() => {
  template = synthesize().toJSON() as TemplateJson;
});

const ISSUER = {
  TOKEN_ISSUER: "https://issuer.example.com",
  TOKEN_AUDIENCE: "darkroom",
  TOKEN_JWKS_URL: "https://issuer.example.com/keys",
};

function tokensOf(of: TemplateJson): Properties {
  return theOne(of, "AWS::Lambda::Function", /ApiFunction/).Properties.Environment.Variables;
}

test("without an issuer of one's own there is a user pool that nobody can sign up to", () => {
  const pool = theOne(template, "AWS::Cognito::UserPool").Properties;
  expect(pool.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  expect(pool.UsernameAttributes).toEqual(["email"]);
});

test("the API trusts that pool's tokens for that pool's client", () => {
  const { TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL } = tokensOf(template);
  expect(textOf(TOKEN_ISSUER)).toMatch(/^https:\/\/cognito-idp\.AWS::Region\.AWS::URLSuffix\/ImageCdnSignInUsers\w+$/);
  expect(textOf(TOKEN_AUDIENCE)).toMatch(/^ImageCdnSignInClient/);
  expect(textOf(TOKEN_JWKS_URL)).toBe(`${textOf(TOKEN_ISSUER)}/.well-known/jwks.json`);
});

test("a browser signs in by code, without a secret, and comes back to the service or its user's own machine alone", () => {
  const client = theOne(template, "AWS::Cognito::UserPoolClient").Properties;
  expect(client).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ["code"] });
  expect(client.CallbackURLs.map(textOf)).toEqual([
    expect.stringMatching(/^https:\/\/\w+\.DomainName\/$/),
    expect.stringMatching(/^http:\/\/localhost:\d+\/callback$/),
  ]);
});

test("with an issuer of one's own there is no pool, and the API trusts that issuer", () => {
  const own = synthesize(ISSUER);
  expect(propertiesOf(own, "AWS::Cognito::UserPool")).toEqual([]);
  expect(tokensOf(own.toJSON() as TemplateJson)).toMatchObject(ISSUER);
});

test("the playground is told of the issuer by config.json", () => {
  const { Files } = theOne(template, "Custom::BucketContents", /Files/).Properties;
  const config = Files.find((file: Properties) => file.Key === "config.json");
  const text = textOf(config.Body);
  expect(Object.keys(JSON.parse(text))).toEqual([
    ...[
      "publicUrl",
      "issuer",
      "audience",
      "directUploadBytes",
      "presignedUploadBytes",
      "ladder",
      "signedUrls",
      "dialects",
      "acceptsSvg",
    ],
  ]);
});
