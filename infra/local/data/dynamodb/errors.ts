/** Where the names of errors come from, as DynamoDB writes them before the name; the client reads what follows the #. */
const spaces: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  InternalServerError: 'com.amazon.coral.service',
  ServiceUnavailable: 'com.amazon.coral.service',
};

/** The status of an error of the service; all others are the caller's. */
const statuses: Readonly<Record<string, number>> = { InternalServerError: 500, ServiceUnavailable: 503 };

/** A refusal as DynamoDB makes it. */
export class DynamoError extends Error {
  readonly code: string;
  readonly status: number;
  /** What stands in the answer beside the message, such as `CancellationReasons`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = statuses[code] ?? 400;
    this.details = details;
  }

  /** The body of the answer. */
  get body(): Readonly<Record<string, unknown>> {
    const space = spaces[this.code] ?? 'com.amazonaws.dynamodb.v20120810';
    return { __type: `${space}#${this.code}`, message: this.message, ...this.details };
  }
}

/** A request that is right in itself but does not fit the keys of the table or its indexes. */
export class Misfit extends DynamoError {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

/** A request that DynamoDB would not take. */
export function invalid(message: string): DynamoError {
  return new DynamoError('ValidationException', message);
}

/** A parameter whose value cannot be taken. */
export function invalidParameter(message: string): DynamoError {
  return invalid(`One or more parameter values were invalid: ${message}`);
}

/** Something that DynamoDB knows and this machine does not. */
export function notServed(what: string): DynamoError {
  return invalid(`${what} is not served on this machine`);
}

/** JSON that does not fit the types of the interface. */
export function unreadable(message: string): DynamoError {
  return new DynamoError('SerializationException', message);
}

/** A table, index or stream that is not there. */
export function notFound(message: string): DynamoError {
  return new DynamoError('ResourceNotFoundException', message);
}
