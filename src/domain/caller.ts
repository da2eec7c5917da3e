import { modelMatcher } from './model.pattern.js';

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

/** Who sends a request, and what they may. */
export class Caller {
  readonly name: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** Outside of these nothing exists for this caller; null where there is no such list. */
  readonly models: readonly string[] | null;
  readonly expiresAt: number | null;
  readonly ratePerMinute: number | null;
  /** Whether a model is there for this caller. */
  readonly seesModel: (name: string) => boolean;

  constructor({ name, scopes, models, expiresAt, ratePerMinute }: CallerOptions) {
    this.name = name;
    this.scopes = new Set(scopes);
    this.models = models ?? null;
    this.expiresAt = expiresAt ?? null;
    this.ratePerMinute = ratePerMinute ?? null;
    this.seesModel = this.models === null ? () => true : modelMatcher(this.models);
  }
}

/** Whoever reaches the server, where nobody is asked. */
export const ANYBODY = new Caller({ name: null, scopes: SCOPES });

/** Whoever has not said who they are, where that is asked. */
export const NOBODY = new Caller({ name: null, scopes: [], models: [] });
