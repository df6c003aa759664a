import type { CloudFormationCustomResourceEvent } from "aws-lambda";

/** What a stack keeps by a function of ours. Both acts can be repeated: CloudFormation asks again after a failure. */
export interface CustomResource<Properties> {
  /** Makes the world as `wanted`; `before` is what an earlier deployment asked for. */
  keep(wanted: Properties, before: Properties | undefined): Promise<void>;
  remove(kept: Properties): Promise<void>;
}

/**
 * A custom resource as a Lambda handler: whatever happens is told to CloudFormation, which would wait for an hour.
 *
 * @param read checks the template's properties; throws Error on what no stack of ours writes
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export function customResourceHandler<Properties>(
  read: (properties: Readonly<Record<string, unknown>>) => Properties,
  resource: CustomResource<Properties>,
): (event: CloudFormationCustomResourceEvent) => Promise<void> {
  return async (event) => {
    try {
      await act(event, read, resource);
      await answer(event, "SUCCESS", "");
    } catch (error) {
      console.error(error);
      await answer(event, "FAILED", error instanceof Error ? error.message : "The function's log says why.");
    }
  };
}

async function act<Properties>(
  event: CloudFormationCustomResourceEvent,
  read: (properties: Readonly<Record<string, unknown>>) => Properties,
  resource: CustomResource<Properties>,
): Promise<void> {
  const properties = read(event.ResourceProperties);
  if (event.RequestType === "Delete") return resource.remove(properties);
  const before = event.RequestType === "Update" ? read(event.OldResourceProperties) : undefined;
  return resource.keep(properties, before);
}

/** The id never changes, since another one would have CloudFormation delete the resource under the first. */
async function answer(event: CloudFormationCustomResourceEvent, status: string, reason: string): Promise<void> {
  const { LogicalResourceId, RequestId, StackId, ResponseURL } = event;
  const known = "PhysicalResourceId" in event ? event.PhysicalResourceId : undefined;
  const body = JSON.stringify({
    Status: status,
    Reason: reason,
    PhysicalResourceId: known ?? LogicalResourceId,
    LogicalResourceId,
    RequestId,
    StackId,
  });
  // As bytes: of a text, fetch would say the type, which the URL's signature does not allow.
  const { ok, status: httpStatus } = await fetch(ResponseURL, { method: "PUT", body: new TextEncoder().encode(body) });
  if (!ok) throw new Error(`CloudFormation's address answered ${httpStatus}`);
}
