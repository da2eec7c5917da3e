import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { instanceToPlain, plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Problem } from '../problem/problem.js';

/**
 * A DTO with members that take every parameter whose name begins alike, as `features` may take each
 * `feature.<name>`: a member's value is a list of what follows in the name, with the value.
 */
export interface PrefixedQuery {
  readonly prefixes?: Readonly<Record<string, string>>;
}

/** Checks the static DTOs of queries; unknown parameters are faults. */
@Injectable()
export class QueryPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      // Nest would import copies of them, which know nothing of our decorators.
      validatorPackage: { validate },
      transformerPackage: { plainToInstance, classToPlain: instanceToPlain },
      exceptionFactory: (faults) =>
        new Problem('malformed-request', 'The query has faults.', {
          errors: faults.map(({ property, constraints = {} }) => ({
            code: 'bad_parameter',
            pointer: `/query/${property}`,
            detail: Object.values(constraints).join('; '),
          })),
        }),
    });
  }

  /** Most requests have no query; they do not pay for its validation. */
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'query') return value;
    refuseInherited(value as object);
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    if (isEmpty && metadata.metatype) return new (metadata.metatype as new () => unknown)();
    const { prefixes = {} } = (metadata.metatype ?? {}) as PrefixedQuery;
    return super.transform(gathered(value as object, prefixes), metadata);
  }
}

function gathered(query: object, prefixes: Readonly<Record<string, string>>): object {
  const families = Object.entries(prefixes);
  if (families.length === 0) return query;
  const gathered: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(query)) {
    if (Object.hasOwn(prefixes, name)) throw unknownParameter(name);
    const [member, prefix = ''] = families.find(([, prefix]) => name.startsWith(prefix)) ?? [];
    if (member === undefined) gathered[name] = value;
    else
      gathered[member] = [...((gathered[member] as []) ?? []), [name.slice(prefix.length), value]];
  }
  return gathered;
}

/** Names that every object has pass the whitelist unseen. */
function refuseInherited(query: object): void {
  const name = Object.keys(query).find((key) => key in Object.prototype);
  if (name !== undefined) throw unknownParameter(name);
}

function unknownParameter(name: string): Problem {
  const detail = `property ${name} should not exist`;
  return new Problem('malformed-request', 'The query has faults.', {
    errors: [{ code: 'bad_parameter', pointer: `/query/${name}`, detail }],
  });
}
