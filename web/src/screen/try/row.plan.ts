import type { Schemas } from '../../api/client.ts';
import type { Row } from './form.texts.ts';

/** Rows to ask for at once. */
export interface RowPlan {
  readonly rows: readonly Row[];
  /** Whether they are too many to be asked for whenever something is typed. */
  readonly isHeavy?: boolean;
}

/** A plan with an answer for each of its rows. */
export type Answered<Plan> = Plan & { readonly answers: readonly Schemas['BatchRowDto'][] };
