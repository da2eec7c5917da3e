import type { DuelResult } from '../rounds.js';
import { median } from '../statistics.js';
import type { Target } from '../targets.js';
import type { SuiteResult } from './result.file.js';

/** What a target bounds, as it was measured; null when it was not. */
export function measured(target: Target, results: readonly SuiteResult[]): number | null {
  const { figure, against, isWorst, isOwn } = target;
  const duel = findDuel(results, target.suite, target.duel);
  if (duel === undefined) return null;
  if (isWorst) return duel.subject[figure]?.max ?? null;
  if (isOwn) return duel.subject[figure]?.median ?? null;
  if (against === undefined) return duel.ratios[figure]?.median ?? null;
  const other = findDuel(results, target.suite, against);
  return other === undefined ? null : medianQuotient(figure, duel, other);
}

export function findDuel(
  results: readonly SuiteResult[],
  suite: string,
  duel: string,
): DuelResult | undefined {
  const found = results.find(({ name }) => name === suite);
  return found?.duels.find(({ name }) => name === duel);
}

/** Over the rounds: one duel's figure in parts of the other's. */
function medianQuotient(figure: string, { rounds }: DuelResult, other: DuelResult): number {
  const quotients = rounds.map(
    ({ subject }, round) =>
      (subject[figure] ?? Number.NaN) / (other.rounds[round]?.subject[figure] ?? Number.NaN),
  );
  return median(quotients);
}
