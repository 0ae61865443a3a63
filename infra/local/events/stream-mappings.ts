import type { Models } from '../template/models.ts';
import { StreamMapping, type StreamMappingOptions } from './stream.ts';

/** What all mappings of a host have in common. */
type Common = Omit<StreamMappingOptions, 'model' | 'tableName' | 'mayRead'> & {
  /** Whether a role may read a stream, by its ARN. */
  readonly mayRead: (roleArn: string, streamArn: string) => ReturnType<StreamMappingOptions['mayRead']>;
};

/**
 * The mappings of the template's streams to functions.
 * @throws Error where a mapping reads a stream, or invokes a function, that is not in the template
 */
export function streamMappings(
  { streamMappings: mappings, tables, functions }: Pick<Models, 'streamMappings' | 'tables' | 'functions'>,
  { mayRead, ...common }: Common,
): StreamMapping[] {
  return mappings.map((model) => {
    const source = tables.find((it) => it.streamArn === model.streamArn);
    const reader = functions.find((it) => it.arn === model.functionArn);
    if (!source || !reader) throw new Error(`${model.id} reads a stream that is not in the template.`);
    return new StreamMapping({
      ...common,
      model,
      tableName: source.name,
      mayRead: () => mayRead(reader.roleArn, model.streamArn),
    });
  });
}
