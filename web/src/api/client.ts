import createClient from 'openapi-fetch';
import { send } from './keyed.call.ts';
import type { components, paths } from './schema.d.ts';

export type Schemas = components['schemas'];
export type Contract = Schemas['ModelContractDto'];
export type Feature = Schemas['FeatureDto'];
export type ServedModel = Schemas['ServedModelDto'];

/** One fault of a refused request. */
export type Fault = Schemas['Fault'];

/** A refusal of the service, or that it cannot be reached (status 0). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: readonly Fault[] = [],
    /** How many faults there are, when `errors` holds only the first of them. */
    readonly errorCount: number = errors.length,
    readonly requestId: string | null = null,
    /** What the service said, with all that belongs to this kind of refusal alone. */
    readonly document: unknown = null,
  ) {
    super(detail);
  }
}

/** Calls of this service with the key of the tab, typed by its own OpenAPI document. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

/** The data of an answer. @throws ApiProblem for every other answer, and when there is none */
export async function dataOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call.catch((cause) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw unreachable();
  });
  if (response.ok) return data as T;
  throw problemOf(response.status, error);
}

/** @param document the body of an answer that is no success */
export function problemOf(status: number, document: unknown): ApiProblem {
  const { type, detail, title, errors, errorCount, requestId } = (document ?? {}) as Record<
    string,
    unknown
  >;
  const code = typeof type === 'string' ? type.replace('/problems/', '') : 'internal';
  const words = String(detail ?? title ?? `The service answered with status ${status}.`);
  return new ApiProblem(
    status,
    code,
    words,
    (errors as Fault[] | undefined) ?? [],
    errorCount as number | undefined,
    (requestId as string | undefined) ?? null,
    document,
  );
}

export function unreachable(): ApiProblem {
  return new ApiProblem(0, 'unreachable', 'The service cannot be reached. Is it running?');
}

/** All features of a model, whatever tensors they are in. */
export function featuresOf(contract: Contract): Feature[] {
  return contract.inputs.flatMap(({ features }) => features);
}
