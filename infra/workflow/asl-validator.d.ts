/** asl-validator comes without types. */
declare module 'asl-validator' {
  /** Checks a definition against the schema of Amazon States Language. It writes into what it is given. */
  export default function validate(definition: object): {
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  };
}
