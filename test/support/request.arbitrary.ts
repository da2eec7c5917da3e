import fc, { type Arbitrary } from 'fast-check';
import {
  Bodies,
  type OpenApi,
  type Operation,
  oddText,
  rarely,
  type Schema,
  TYPES,
} from './body.arbitrary.js';

export interface FuzzedRequest {
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: NonNullable<RequestInit['body']>;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
const ACCEPTS = [
  '*/*',
  'application/json',
  'text/csv',
  'application/x-ndjson',
  'text/html',
  'image/png;q=0',
  'x, y;q=z',
  ',',
];
/** Requests made from a document's paths, methods, parameters and bodies, most of them spoilt. */
export function requestArbitrary(document: unknown): Arbitrary<FuzzedRequest> {
  const { paths, components } = document as OpenApi;
  const bodies = new Bodies(components.schemas);
  const hasBody = Object.values(paths).flatMap((item) =>
    Object.values(item).map(({ requestBody }) => requestBody !== undefined),
  );
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      requestOf(path, method.toUpperCase(), operation, bodies),
    ),
  );
  const posts = operations.filter((_, at) => hasBody[at]);
  return fc.oneof(...operations, ...posts, ...posts, ...posts, strayRequest());
}

/** Half a surrogate pair cannot be written in a URL. */
const encoded = (text: string) => encodeURIComponent(Buffer.from(text).toString());

function requestOf(
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  bodies: Bodies,
) {
  const ins = (place: string) => parameters.filter((one) => one.in === place);
  const query = ins('query').map(({ name, schema }) =>
    rarely<[string, string] | null>(
      fc.constant(null),
      fc.tuple(fc.constant(name), valueText(name, schema)),
    ),
  );
  const stray = fc.tuple(oddText, oddText);
  const values = fc.tuple(
    ...ins('path').map(({ name, schema }) => fc.tuple(fc.constant(name), valueText(name, schema))),
  );
  return fc
    .record({
      method: rarely(fc.constant(method), fc.constantFrom(...METHODS)),
      values,
      query: fc.tuple(...query, rarely<[string, string] | null>(fc.constant(null), stray)),
      headers: headersArbitrary(),
      content: requestBody ? bodies.content(requestBody) : fc.constant(null),
    })
    .map(({ method: chosen, values: places, query: pairs, headers, content }) => {
      const target = places.reduce(
        (text, [name, value]) => text.replace(`{${name}}`, encoded(value) || 'x'),
        path,
      );
      const search = pairs
        .filter((pair) => pair !== null)
        .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
      const sent = chosen === 'GET' || chosen === 'HEAD' ? null : content;
      return {
        path: search.length === 0 ? target : `${target}?${search.join('&')}`,
        method: chosen,
        headers: { ...(sent ? { 'content-type': sent.type } : {}), ...headers },
        ...(sent ? { body: sent.body as NonNullable<RequestInit['body']> } : {}),
      };
    });
}

function strayRequest(): Arbitrary<FuzzedRequest> {
  return fc
    .tuple(
      fc.constantFrom(...METHODS),
      oddText,
      fc.webUrl().map((url) => new URL(url).pathname),
    )
    .map(([method, text, path]) => ({ method, path: `/${encoded(text)}${path}`, headers: {} }));
}

/** Values that are of use, by the name of the parameter. */
const KNOWN: Record<string, readonly string[]> = {
  model: ['penguins-mixed', 'wine-gb', 'diabetes'],
  name: ['penguins-mixed', 'wine-gb', 'diabetes'],
  version: ['1'],
  label: ['Adelie', '1'],
  from: ['2020-01-01', '2020-01-01T00:00:00Z'],
  to: ['2120-01-01'],
};
const ABSENT = '0190a0a0-0000-7000-8000-000000000000';

function valueText(name: string, schema: Schema): Arbitrary<string> {
  const sizes = fc.integer({ min: 1, max: 500 }).map(String);
  const words = fc.constantFrom(...(schema.enum?.map(String) ?? KNOWN[name] ?? [ABSENT]));
  return rarely(schema.type === 'number' ? sizes : words, oddText);
}

function headersArbitrary(): Arbitrary<Record<string, string>> {
  const maybe = (values: Arbitrary<string>) =>
    fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
  const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
  return fc
    .record({
      accept: maybe(fc.constantFrom(...ACCEPTS)),
      'content-type': maybe(fc.constantFrom(...TYPES)),
      'content-encoding': maybe(fc.constantFrom('gzip', 'identity', 'br')),
      'x-request-id': maybe(ascii),
      traceparent: maybe(ascii),
      'if-none-match': maybe(ascii),
    })
    .map((headers) =>
      Object.fromEntries(
        Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
    );
}
