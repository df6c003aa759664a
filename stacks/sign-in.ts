import { Duration, Names, RemovalPolicy, Stack } from "aws-cdk-lib";
import { OAuthScope, UserPool, UserPoolClient, UserPoolDomain } from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { LOGIN_CALLBACK_PORT } from "../lib/limits.ts";
import type { TokenIssuer } from "./config.ts";

const PASSWORD_LENGTH = 12;

/** Cognito's limit on the first part of the sign-in page's host, which is one world for all accounts. */
const DOMAIN_PREFIX_LENGTH = 63;

export interface SignInProps {
  /** Whether the users outlive the stack. */
  readonly isKept: boolean;
  /** e.g. `https://d111111abcdef8.cloudfront.net`; where the sign-in page goes back to. */
  readonly publicUrl: string;
}

/** A user pool for those who have no issuer of their own: an administrator invites, nobody signs up. */
export class SignIn extends Construct {
  readonly tokens: TokenIssuer;

  constructor(scope: Construct, id: string, { isKept, publicUrl }: SignInProps) {
    super(scope, id);
    const pool = new UserPool(this, "Users", {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      passwordPolicy: {
        minLength: PASSWORD_LENGTH,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      deletionProtection: isKept,
      // As with the tables: what is protected cannot go with a deployment that fails.
      removalPolicy: isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new UserPoolDomain(this, "Page", { userPool: pool, cognitoDomain: { domainPrefix: domainPrefix(this) } });
    const client = new UserPoolClient(this, "Client", {
      userPool: pool,
      // A page keeps no secret; the code flow with PKCE needs none.
      generateSecret: false,
      preventUserExistenceErrors: true,
      // SRP alone: a password never leaves the browser for anybody but the pool.
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        // Cognito lets no other name of one's own machine do without https than localhost.
        callbackUrls: [`${publicUrl}/`, `http://localhost:${LOGIN_CALLBACK_PORT}/callback`],
        logoutUrls: [`${publicUrl}/`],
      },
      idTokenValidity: Duration.hours(12),
    });
    const issuer = `https://cognito-idp.${Stack.of(this).region}.${Stack.of(this).urlSuffix}/${pool.userPoolId}`;
    this.tokens = { issuer, audience: client.userPoolClientId, jwksUrl: `${issuer}/.well-known/jwks.json` };
  }
}

/** The account makes it one of its own; Cognito refuses its own name, and `aws`, in it. */
function domainPrefix(scope: Construct): string {
  const { account } = Stack.of(scope);
  const name = Names.uniqueResourceName(scope, { maxLength: DOMAIN_PREFIX_LENGTH - "-123456789012".length });
  return `${name.toLowerCase()}-${account}`;
}
