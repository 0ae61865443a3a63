import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The index behind the office's lists: applications and rounds by round and date, without what they contain. */
export const overviewIndex = {
  name: 'overview',
  partitionKey: 'oPk',
  sortKey: 'oSk',
  /** What a list shows of an item (`functions/platform/store/application-row.ts`); the rest takes reading the item itself. */
  attributes: ['row'],
} as const;

/**
 * The one table: every record, the mail ledger, the outbox, links by their hash.
 *
 * It is encrypted with a key that DynamoDB owns: that costs nothing, and there is no key that somebody could delete
 * and the programme's record with it. A key of one's own would add one lock more, at the price of a decryption right
 * for every function; who needs it changes this one line.
 */
export class State extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      stream: StreamViewType.NEW_IMAGE,
      // Housekeeping only: it may come days late. What must end in time is ended by a workflow.
      timeToLiveAttribute: 'expiresAt',
    });
    this.table.addGlobalSecondaryIndex({
      indexName: overviewIndex.name,
      partitionKey: { name: overviewIndex.partitionKey, type: AttributeType.STRING },
      sortKey: { name: overviewIndex.sortKey, type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [...overviewIndex.attributes],
    });
  }
}
