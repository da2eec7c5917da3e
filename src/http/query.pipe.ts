import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { instanceToPlain, plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Problem } from '../problem/problem.js';

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
    return super.transform(value, metadata);
  }
}

/** Names that every object has pass the whitelist unseen. */
function refuseInherited(query: object): void {
  const name = Object.keys(query).find((key) => key in Object.prototype);
  if (name === undefined) return;
  throw new Problem('malformed-request', 'The query has faults.', {
    errors: [
      {
        code: 'bad_parameter',
        pointer: `/query/${name}`,
        detail: `property ${name} should not exist`,
      },
    ],
  });
}
