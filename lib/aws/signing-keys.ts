import { randomBytes } from "node:crypto";
import {
  DeleteParametersCommand,
  GetParameterCommand,
  ParameterAlreadyExists,
  PutParameterCommand,
  paginateGetParametersByPath,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { parseSigningKey, type SigningKey } from "../url/signing-key.ts";
import { TIME_LIMITS } from "./clients.ts";

/** Bytes of a secret: as many as SHA-256 gives, beyond which HMAC gains nothing. */
const SECRET_BYTES = 32;

/** Parameters that SSM deletes with one request. */
const DELETED_AT_ONCE = 10;

/** Signing keys as SecureStrings of SSM, each under its own id in one folder; `kid.secret`, as `SIGNING_KEY` has it. */
export interface SigningKeys {
  /** The key with this id, made now if there is none yet. */
  ensure(id: string): Promise<SigningKey>;
  /** Removes every key; there may be none. */
  removeAll(): Promise<void>;
}

/** A client for the region that the process runs in. */
export function ssmClient(): SSMClient {
  return new SSMClient({ requestHandler: TIME_LIMITS });
}

/** @param folder e.g. `/darkroom/prod-darkroom/ImageCdn/SigningKeys` */
export function ssmSigningKeys(client: SSMClient, folder: string): SigningKeys {
  return {
    async ensure(id) {
      await makeUnlessThere(client, `${folder}/${id}`, id);
      return readSigningKey(client, `${folder}/${id}`);
    },
    async removeAll() {
      const names: string[] = [];
      for await (const { Parameters } of paginateGetParametersByPath({ client }, { Path: folder })) {
        names.push(...(Parameters ?? []).flatMap(({ Name }) => Name ?? []));
      }
      for (let start = 0; start < names.length; start += DELETED_AT_ONCE) {
        await client.send(new DeleteParametersCommand({ Names: names.slice(start, start + DELETED_AT_ONCE) }));
      }
    },
  };
}

/**
 * Reads a signing key.
 *
 * @param parameter e.g. `/darkroom/prod-darkroom/ImageCdn/SigningKeys/k1`
 */
export async function readSigningKey(client: SSMClient, parameter: string): Promise<SigningKey> {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: parameter, WithDecryption: true }));
  const key = parseSigningKey(Parameter?.Value ?? "");
  if (key === undefined) throw new Error(`${parameter} holds no signing key`);
  return key;
}

/** Never overwritten: URLs that were signed with it are on other people's pages. */
async function makeUnlessThere(client: SSMClient, name: string, id: string): Promise<void> {
  const value = `${id}.${randomBytes(SECRET_BYTES).toString("base64url")}`;
  try {
    await client.send(new PutParameterCommand({ Name: name, Value: value, Type: "SecureString", Overwrite: false }));
  } catch (error) {
    if (!(error instanceof ParameterAlreadyExists)) throw error;
  }
}
