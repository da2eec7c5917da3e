import fc, { type Arbitrary } from 'fast-check';

export interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
}
export interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: {
    content: Record<
      string,
      { schema: Schema; example?: string; examples?: Record<string, { value: object }> }
    >;
  };
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export const TYPES = [
  'application/json',
  'text/csv',
  'text/plain',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=b',
  'application/xml',
  'x',
];
const ODD = [
  '',
  '0',
  '-1',
  '1',
  'true',
  'null',
  'NaN',
  '1e999',
  '../..',
  '%',
  '\u0000',
  '\ud800',
  'ﷺ',
  '__proto__',
  "'; --",
  '{"$gt":""}',
  '2024-01-01',
  'a'.repeat(2_000),
];

export const oddText = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string(),
);
export const rarely = <T>(usual: Arbitrary<T>, odd: Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** Bodies from schemas: good ones, ones with wrong values, and bytes. */
export class Bodies {
  constructor(private readonly schemas: Record<string, Schema>) {}

  content({ content }: NonNullable<Operation['requestBody']>) {
    const examples = Object.values(content['application/json']?.examples ?? {}).map(({ value }) =>
      JSON.stringify(value),
    );
    const csv = content['text/csv']?.example ?? '';
    const json = this.value(content['application/json']?.schema ?? {}).map(
      (value) => JSON.stringify(value) ?? '',
    );
    const texts = (type: string, body: Arbitrary<unknown>) =>
      body.map((one) => ({ type, body: one }));
    const good = fc.constantFrom(...(examples.length > 0 ? examples : [JSON.stringify([])]));
    const options = [
      texts('application/json', good),
      texts('application/json', json),
      texts(
        'application/json',
        rarely<unknown>(
          mutated(good),
          fc.constantFrom('['.repeat(100), '{"a":'.repeat(40), '[]', ' '),
        ),
      ),
      texts('application/json', fc.json()),
      texts(TYPES[1] as string, mutated(fc.constant(csv))),
      texts(
        'text/csv',
        fc.oneof(
          fc.constant(csv),
          fc.uint8Array({ maxLength: 200 }),
          fc.string({ unit: 'binary' }),
        ),
      ),
      fc
        .tuple(
          fc.constantFrom(...TYPES),
          fc.oneof<Arbitrary<unknown>[]>(good, fc.uint8Array({ maxLength: 50 })),
        )
        .map(([type, body]) => ({ type, body })),
    ];
    const usual = { weight: options.length, arbitrary: options[0] as (typeof options)[number] };
    return fc.oneof(usual, ...options, fc.constant(null));
  }

  private value(schema: Schema): Arbitrary<unknown> {
    const target = schema.$ref ? (this.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
    if (target.anyOf) return fc.oneof(...target.anyOf.map((one) => this.value(one)));
    if (target.enum) return rarely<unknown>(fc.constantFrom(...target.enum), fc.anything());
    if (target.items) return fc.array(this.value(target.items), { maxLength: 3 });
    if (target.properties) {
      const properties = Object.entries(target.properties).map(
        ([name, one]) => [name, this.value(one)] as const,
      );
      return fc.record(Object.fromEntries(properties), {
        requiredKeys: [...properties.map(([name]) => name)],
      });
    }
    const number = fc.double({
      min: target.minimum ?? -1e6,
      max: target.maximum ?? 1e6,
      noNaN: true,
    });
    const whole = fc.integer({ min: target.minimum ?? -1e6, max: target.maximum ?? 1e6 });
    const usual: Arbitrary<unknown> = target.type === 'integer' ? whole : number;
    return fc.oneof(
      { weight: 12, arbitrary: usual },
      { weight: 1, arbitrary: fc.constantFrom(null, 1e39, -1e39, '1', true, [], {}, 1e-320, 'ﷺ') },
    );
  }
}

/** A text with one piece replaced. */
function mutated(text: Arbitrary<string>): Arbitrary<string> {
  return fc.tuple(text, fc.nat(), fc.nat(8), oddText).map(([whole, at, length, piece]) => {
    const start = whole.length === 0 ? 0 : at % whole.length;
    return whole.slice(0, start) + piece + whole.slice(start + length);
  });
}
