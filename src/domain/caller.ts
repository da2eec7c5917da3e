/** What a caller may do. */
export const SCOPES = [
  'predict',
  'history:read',
  'feedback:write',
  'models:read',
  'models:write',
  'metrics:read',
] as const;
export type Scope = (typeof SCOPES)[number];

export interface CallerOptions {
  /** `key:<id>` or `oidc:<sub>`; null where nobody is asked. */
  readonly name: string | null;
  readonly scopes: readonly Scope[];
  /** Patterns of the names of models, with `*` and `?`; null for every model. */
  readonly models?: readonly string[] | null | undefined;
  /** When it ends, in ms since 1970; null when it does not. */
  readonly expiresAt?: number | null | undefined;
  /** Requests a minute; null for what everybody may. */
  readonly ratePerMinute?: number | null | undefined;
}

/** Who sends a request, and what they may. One object stands for one credential as long as it is valid. */
export class Caller {
  readonly name: string | null;
  readonly scopes: ReadonlySet<Scope>;
  readonly models: readonly string[] | null;
  readonly expiresAt: number | null;
  readonly ratePerMinute: number | null;
  private readonly pattern: RegExp | null;

  constructor(options: CallerOptions) {
    this.name = options.name;
    this.scopes = new Set(options.scopes);
    this.models = options.models ?? null;
    this.expiresAt = options.expiresAt ?? null;
    this.ratePerMinute = options.ratePerMinute ?? null;
    this.pattern = this.models === null ? null : patternOf(this.models);
  }

  /** Whether there is a list of models outside of which nothing exists for this caller. */
  get isRestricted(): boolean {
    return this.pattern !== null;
  }

  may(scope: Scope): boolean {
    return this.scopes.has(scope);
  }

  seesModel(name: string): boolean {
    return this.pattern === null || this.pattern.test(name);
  }
}

/** Whoever reaches the server, where nobody is asked. */
export const ANYBODY = new Caller({ name: null, scopes: SCOPES });

/** Names match as a whole; an empty list matches none. */
function patternOf(globs: readonly string[]): RegExp {
  const sources = globs.map((glob) =>
    glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/[*?]/g, (sign) => (sign === '*' ? '.*' : '.')),
  );
  return sources.length === 0 ? /(?!)/ : new RegExp(`^(?:${sources.join('|')})$`);
}
