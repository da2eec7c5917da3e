import { type Caller, NOBODY } from '../../domain/caller.js';
import type { Problem } from '../../problem/problem.js';
import type { Headers } from '../security.headers.js';

/** A request at the gate, and what the checks have found out of it. */
export class Visit {
  caller: Caller = NOBODY;
  /** For its answer, whatever that is; null when there are none. */
  headers: Headers | null = null;
  /** Why it is refused; null when it may come in. */
  refusal: Problem | null = null;
}
