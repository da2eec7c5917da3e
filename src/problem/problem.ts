import { type ProblemCode, type ProblemKind, problemCatalog } from './problem.catalog.js';

/** One fault inside a refused request: where it is, what kind it is, what to do about it. */
export interface Fault {
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: string;
  readonly code: string;
  readonly detail: string;
}

export interface ProblemOptions {
  readonly errors?: readonly Fault[];
  /** Total number of faults, when `errors` holds only the first of them. */
  readonly errorCount?: number;
  /** Members of the problem's document that are its own. */
  readonly members?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** An expected failure: a member of the closed set of `problem.catalog.ts`. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: readonly Fault[] | undefined;
  readonly errorCount: number | undefined;
  readonly members: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    detail: string,
    options: ProblemOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'Problem';
    const { status, retryAfter }: ProblemKind = problemCatalog[code];
    this.status = status;
    this.errors = options.errors;
    this.errorCount = options.errorCount;
    this.members = options.members;
    this.headers = {
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...options.headers,
    };
  }
}
