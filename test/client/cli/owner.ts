import { issueToken } from "../../../dev/issuer.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import { newUser, type User } from "./command-run.ts";

/** Somebody with a picture at a service of their own. */
export interface Owner {
  readonly client: Client;
  readonly user: User;
  /** The picture's id; it is 640×480. */
  readonly id: string;
  close(): Promise<void>;
}

/** The name by which the service's issuer knows them. */
export const OWNER = "ann";

/** Starts a service, and somebody who has a token and a signing key for it. */
export async function startOwner(): Promise<Owner> {
  const client = await startClient();
  const { issuer, environment } = client.service;
  const user = newUser({
    DARKROOM_URL: client.url,
    DARKROOM_TOKEN: await issueToken(issuer, OWNER, `${OWNER}@example.com`),
    DARKROOM_SIGNING_KEY: environment.SIGNING_KEY ?? "",
  });
  const id = await client.upload(await quadrants(640, 480).jpeg().toBuffer(), OWNER);
  return {
    ...{ client, user, id },
    async close() {
      user.leave();
      await client.close();
    },
  };
}
