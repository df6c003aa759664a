import type { Invalidation } from "./invalidation-ledger.ts";

const NAMESPACE = 'xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["amp", "&"],
]);

/** What CreateInvalidation is sent. */
export interface InvalidationBatch {
  readonly callerReference: string;
  /** How many items the sender says there are. */
  readonly quantity: number;
  readonly items: readonly string[];
}

/**
 * Reads an `InvalidationBatch` document.
 *
 * @returns `undefined` when it has no caller reference or no quantity
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html
 */
export function readInvalidationBatch(xml: string): InvalidationBatch | undefined {
  const callerReference = /<CallerReference>([^<]+)<\/CallerReference>/.exec(xml)?.[1];
  const quantity = /<Quantity>(\d+)<\/Quantity>/.exec(xml)?.[1];
  if (callerReference === undefined || quantity === undefined) return undefined;
  const items = [...xml.matchAll(/<Path>([^<]*)<\/Path>/g)].map((match) => unescapeXml(match[1]!));
  return { callerReference: unescapeXml(callerReference), quantity: Number(quantity), items };
}

/** An `Invalidation` document. */
export function invalidationXml(invalidation: Invalidation): string {
  const paths = invalidation.items.map((item) => `<Path>${escapeXml(item)}</Path>`).join("");
  return `${DECLARATION}<Invalidation ${NAMESPACE}>${stateXml(invalidation)}<InvalidationBatch>
<Paths><Quantity>${invalidation.items.length}</Quantity><Items>${paths}</Items></Paths>
<CallerReference>${escapeXml(invalidation.callerReference)}</CallerReference>
</InvalidationBatch></Invalidation>`;
}

/** An `InvalidationList` document; `isTruncated` when older ones follow. */
export function invalidationListXml(
  page: readonly Invalidation[],
  { marker, maxItems, isTruncated }: { marker: string; maxItems: number; isTruncated: boolean },
): string {
  const next = isTruncated ? `<NextMarker>${page.at(-1)?.id ?? ""}</NextMarker>` : "";
  const summaries = page.map((each) => `<InvalidationSummary>${stateXml(each)}</InvalidationSummary>`).join("");
  return `${DECLARATION}<InvalidationList ${NAMESPACE}><Marker>${escapeXml(marker)}</Marker>${next}
<MaxItems>${maxItems}</MaxItems><IsTruncated>${isTruncated}</IsTruncated>
<Quantity>${page.length}</Quantity><Items>${summaries}</Items></InvalidationList>`;
}

/** An `ErrorResponse` document, e.g. of code `NoSuchDistribution`. */
export function errorXml(code: string, message: string, requestId: string): string {
  return `${DECLARATION}<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>${code}</Code>
<Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function stateXml({ id, createdAt }: Invalidation): string {
  return `<Id>${id}</Id><Status>Completed</Status><CreateTime>${createdAt.toISOString()}</CreateTime>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (entity, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? entity;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
  });
}
