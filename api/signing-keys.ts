import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { type EdgeValues, edgeValues, keyValueStoreClient } from "../lib/aws/edge-values.ts";
import { ssmClient, ssmSigningKeys } from "../lib/aws/signing-keys.ts";
import { customResourceHandler } from "./custom-resource.ts";

/** Which signing keys a stack has, and where; secrets are in none of it. */
interface Properties {
  readonly folder: string;
  readonly keyValueStoreArn: string;
  readonly keyIds: readonly string[];
}

/** The clients of SSM and the KeyValueStore; a test brings its own. */
export interface Clients {
  readonly ssm: ReturnType<typeof ssmClient>;
  readonly keyValueStore: ReturnType<typeof keyValueStoreClient>;
  /** Before each further try where the store is not ready; by default half a minute in all. */
  readonly pausesSeconds?: readonly number[];
}

/**
 * The signing keys of a stack, as its custom resource: secrets are made here at deployment, and known to SSM and the edge
 * alone.
 *
 * A key that the stack names no more stops being good at the edge, but stays in SSM until the stack goes, so that a
 * deployment that is rolled back finds it again.
 */
export function createSigningKeys(
  clients: Clients = { ssm: ssmClient(), keyValueStore: keyValueStoreClient() },
): (event: CloudFormationCustomResourceEvent) => Promise<void> {
  const valuesOf = (arn: string) => edgeValues(clients.keyValueStore, arn, clients.pausesSeconds);
  return customResourceHandler(readProperties, {
    async keep({ folder, keyValueStoreArn, keyIds }, before) {
      const keys = ssmSigningKeys(clients.ssm, folder);
      const values = valuesOf(keyValueStoreArn);
      for (const id of keyIds) {
        const { secret } = await keys.ensure(id);
        await values.put(edgeKey(id), secret);
      }
      const dropped = before?.keyIds.filter((id) => !keyIds.includes(id)) ?? [];
      await forget(values, dropped);
    },
    async remove({ folder, keyValueStoreArn, keyIds }) {
      await forget(valuesOf(keyValueStoreArn), keyIds);
      await ssmSigningKeys(clients.ssm, folder).removeAll();
    },
  });
}

async function forget(values: EdgeValues, keyIds: readonly string[]): Promise<void> {
  for (const id of keyIds) await values.remove(edgeKey(id));
}

/** Where the viewer-request function looks for a key's secret. */
function edgeKey(id: string): string {
  return `signing-key-${id}`;
}

function readProperties({ Folder, KeyValueStoreArn, KeyIds }: Readonly<Record<string, unknown>>): Properties {
  const isList = Array.isArray(KeyIds) && KeyIds.every((id) => typeof id === "string");
  if (typeof Folder !== "string" || typeof KeyValueStoreArn !== "string" || !isList) {
    throw new Error("Signing keys need a Folder, a KeyValueStoreArn and KeyIds.");
  }
  return { folder: Folder, keyValueStoreArn: KeyValueStoreArn, keyIds: KeyIds };
}
