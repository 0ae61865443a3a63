import * as z from 'zod';
import { attributeOf, refOf, type World } from './names.ts';

/**
 * Reads a synthesized CloudFormation template: parameters, conditions and intrinsic functions are resolved as a
 * deployment would, with names of this machine.
 */

/** A resource with its intrinsic functions resolved: `ref` is what Ref gives, `arn` what Fn::GetAtt … Arn gives. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly ref: string;
  readonly arn?: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The whole template, resolved. */
export interface Template {
  readonly world: World;
  readonly resources: readonly TemplateResource[];
}

const resourceShape = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});
const templateShape = z.object({
  Parameters: z
    .record(z.string(), z.object({ Default: z.union([z.string(), z.number()]).optional() }))
    .default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceShape),
});

type Shape = z.infer<typeof templateShape>;

/** A template that this machine cannot run, with the place and the reason. */
export class TemplateError extends Error {}

/**
 * Resolves a template.
 * @throws TemplateError for an intrinsic function or reference that is not known
 */
export function resolveTemplate(json: unknown, world: World): Template {
  const parsed = templateShape.safeParse(json);
  if (!parsed.success) throw new TemplateError(`This is no template: ${z.prettifyError(parsed.error)}`);
  const resolver = new Resolver(parsed.data, world);
  return { world, resources: resolver.resources() };
}

const nothing = Symbol('AWS::NoValue');

class Resolver {
  readonly #template: Shape;
  readonly #world: World;
  #place = '';

  constructor(template: Shape, world: World) {
    this.#template = template;
    this.#world = world;
  }

  resources(): TemplateResource[] {
    return Object.entries(this.#template.Resources)
      .filter(([, it]) => it.Condition === undefined || this.#condition(it.Condition))
      .map(([logicalId, it]) => {
        this.#place = logicalId;
        const properties = z.record(z.string(), z.unknown()).parse(this.#value(it.Properties));
        return {
          logicalId,
          type: it.Type,
          ref: this.#ref(logicalId),
          arn: this.#attribute(logicalId, 'Arn'),
          properties,
        };
      });
  }

  #value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((it) => this.#value(it)).filter((it) => it !== nothing);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      return this.#intrinsic(only[0], only[1]);
    }
    return Object.fromEntries(
      entries.map(([key, it]) => [key, this.#value(it)] as const).filter(([, it]) => it !== nothing),
    );
  }

  #intrinsic(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref': {
        const target = z.string().parse(argument);
        return target === 'AWS::NoValue' ? nothing : this.#ref(target);
      }
      case 'Fn::GetAtt': {
        const [target, attribute] = pathOf(argument);
        return this.#attribute(target, attribute) ?? this.#fail(`${target} has no attribute ${attribute}`);
      }
      case 'Fn::Sub':
        return this.#sub(argument);
      case 'Fn::Join': {
        const [separator, parts] = z.tuple([z.string(), z.unknown()]).parse(argument);
        return z
          .array(z.union([z.string(), z.number()]))
          .parse(this.#value(parts))
          .join(separator);
      }
      case 'Fn::Select': {
        const [index, list] = z.tuple([z.coerce.number(), z.unknown()]).parse(argument);
        const found = z.array(z.unknown()).parse(this.#value(list))[index];
        return found === undefined ? this.#fail(`Fn::Select ${index} finds nothing`) : found;
      }
      case 'Fn::Split': {
        const [separator, text] = z.tuple([z.string(), z.unknown()]).parse(argument);
        return z.string().parse(this.#value(text)).split(separator);
      }
      case 'Fn::If': {
        const [condition, yes, no] = z.tuple([z.string(), z.unknown(), z.unknown()]).parse(argument);
        return this.#value(this.#condition(condition) ? yes : no);
      }
      case 'Fn::FindInMap': {
        const [map, first, second] = z
          .tuple([z.string(), z.string(), z.string()])
          .parse(this.#value(argument));
        const found = this.#template.Mappings[map]?.[first]?.[second];
        return found === undefined ? this.#fail(`the mapping ${map} has no ${first}.${second}`) : found;
      }
      case 'Fn::Base64':
        return Buffer.from(z.string().parse(this.#value(argument))).toString('base64');
      case 'Fn::Equals': {
        const [one, other] = z.tuple([z.unknown(), z.unknown()]).parse(this.#value(argument));
        return one === other;
      }
      case 'Fn::And':
        return z
          .array(z.unknown())
          .parse(argument)
          .every((it) => this.#truth(it));
      case 'Fn::Or':
        return z
          .array(z.unknown())
          .parse(argument)
          .some((it) => this.#truth(it));
      case 'Fn::Not':
        return !z
          .array(z.unknown())
          .parse(argument)
          .some((it) => this.#truth(it));
      default:
        return this.#fail(`the intrinsic function ${name} is not known`);
    }
  }

  #condition(name: string): boolean {
    const condition = this.#template.Conditions[name];
    return condition === undefined ? this.#fail(`there is no condition ${name}`) : this.#truth(condition);
  }

  #truth(value: unknown): boolean {
    const named = z.strictObject({ Condition: z.string() }).safeParse(value);
    return named.success ? this.#condition(named.data.Condition) : z.boolean().parse(this.#value(value));
  }

  #sub(argument: unknown): string {
    const [text, own] =
      typeof argument === 'string'
        ? [argument, {}]
        : z.tuple([z.string(), z.record(z.string(), z.unknown())]).parse(argument);
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const key = name.trim();
      if (key in own) return String(this.#value(own[key]));
      if (!key.includes('.')) return this.#ref(key);
      const [target, attribute] = pathOf(key);
      return this.#attribute(target, attribute) ?? this.#fail(`${target} has no attribute ${attribute}`);
    });
  }

  #ref(name: string): string {
    const pseudo = this.#world.pseudo[name];
    if (pseudo !== undefined) return pseudo;
    const parameter = this.#template.Parameters[name];
    if (parameter) {
      const value = this.#world.parameters[name] ?? parameter.Default;
      return value === undefined ? this.#fail(`the parameter ${name} has no default`) : String(value);
    }
    return refOf(this.#named(name), this.#world);
  }

  #attribute(logicalId: string, attribute: string): string | undefined {
    return attributeOf(this.#named(logicalId), attribute, this.#world);
  }

  #named(logicalId: string) {
    const resource = this.#template.Resources[logicalId];
    if (!resource) return this.#fail(`there is no resource or parameter ${logicalId}`);
    return {
      logicalId,
      type: resource.Type,
      property: (name: string) => {
        const value = this.#value(resource.Properties[name]);
        return typeof value === 'string' ? value : undefined;
      },
    };
  }

  #fail(why: string): never {
    throw new TemplateError(`Template, at ${this.#place || 'its conditions'}: ${why}`);
  }
}

function pathOf(argument: unknown): [string, string] {
  const parts = typeof argument === 'string' ? argument.split('.') : z.array(z.string()).parse(argument);
  return [parts[0] ?? '', parts.slice(1).join('.')];
}
