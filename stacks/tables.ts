import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, Billing, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { TABLE_BACKUP_DAYS } from "../lib/limits.ts";
import { IMAGES_TABLE, type Table, USERS_TABLE } from "../lib/tables.ts";

/** The two tables, on demand; backups hold every second of the last weeks. */
export class Tables extends Construct {
  readonly images: TableV2;
  readonly users: TableV2;

  constructor(scope: Construct, id: string, { isKept }: { readonly isKept: boolean }) {
    super(scope, id);
    this.images = createTable(this, "Images", IMAGES_TABLE, isKept);
    this.users = createTable(this, "Users", USERS_TABLE, isKept);
  }
}

function createTable(scope: Construct, id: string, shape: Table, isKept: boolean): TableV2 {
  return new TableV2(scope, id, {
    partitionKey: { name: shape.partitionKey, type: AttributeType.STRING },
    globalSecondaryIndexes: shape.indexes.map(({ name, partitionKey, sortKey }) => ({
      indexName: name,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey.name, type: sortKey.type === "N" ? AttributeType.NUMBER : AttributeType.STRING },
    })),
    timeToLiveAttribute: shape.ttlAttribute,
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: true,
      recoveryPeriodInDays: TABLE_BACKUP_DAYS,
    },
    deletionProtection: isKept,
    // Not RETAIN_ON_UPDATE_OR_DELETE: a first deployment that fails could not delete what is protected, and would get stuck.
    removalPolicy: isKept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
