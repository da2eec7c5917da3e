import { ApiQuery } from '@nestjs/swagger';

/** Documents `feature.<name>`, of which there may be any: OpenAPI has them as members of one object. */
export function ApiFeatureFilters(): MethodDecorator {
  return ApiQuery({
    name: 'features',
    required: false,
    style: 'form',
    explode: true,
    description:
      'Any number of parameters `feature.<name>`, all of which must hold: `1..2`, `1..` or `..2` is a ' +
      'range, both ends included, of numbers or of ISO 8601 times; anything else is the exact value. A text that has two dots, or begins ' +
      'with a double quote, is a JSON string.',
    schema: {
      type: 'object',
      // As JSON Schema has it, which OpenAPI 3.1 is.
      propertyNames: { pattern: '^feature\\..+$' },
      additionalProperties: { type: 'string', maxLength: 1024 },
      example: { 'feature.age': '18..65' },
    } as never,
  });
}
