import type { Service } from "./answer.ts";
import { queryAnswer, queryFields } from "./query-protocol.ts";

const ACCOUNT_ID = "123456789012";

/** STS: everybody is who they say. */
export const identity: Service = (asked) => {
  const fields = queryFields(asked);
  switch (fields?.get("Action")) {
    case "GetCallerIdentity":
      return queryAnswer(
        "GetCallerIdentity",
        `<Arn>arn:aws:iam::${ACCOUNT_ID}:user/offline</Arn><UserId>AIDAOFFLINE</UserId><Account>${ACCOUNT_ID}</Account>`,
      );
    case "AssumeRole": {
      const keys = "<AccessKeyId>ASIAOFFLINE</AccessKeyId><SecretAccessKey>offline</SecretAccessKey>";
      const expiry = "<SessionToken>offline</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>";
      const user = `<Arn>${fields?.get("RoleArn")}</Arn><AssumedRoleId>AROAOFFLINE:offline</AssumedRoleId>`;
      return queryAnswer(
        "AssumeRole",
        `<Credentials>${keys}${expiry}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`,
      );
    }
    default:
      return undefined;
  }
};
