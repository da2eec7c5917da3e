import type { Track } from '../../answer/answer.kind.ts';
import { headline } from '../../answer/said.ts';
import type { Feature } from '../../api/client.ts';
import type { RowReading } from './form.texts.ts';
import type { Answered, RowPlan } from './row.plan.ts';
import { POINTS, planSweep, type SweepPlan, sweepableOf } from './sweep.plan.ts';

/** A sweep of every feature, one after the other; the first row is the form's own. */
export interface RankPlan extends RowPlan {
  readonly parts: readonly SweepPlan[];
}

/** How far the answer goes while one feature goes through its training range. */
export interface Rank {
  readonly name: string;
  /** Of the number that is followed; without one, 0 and the share of values with another answer. */
  readonly low: number;
  readonly high: number;
}

const MOST_ROWS = 10_000;
const LEAST_POINTS = 5;
/** Signs of JSON that are sent for every change; more are sent when somebody asks. */
const LIGHT = 1_500_000;

/** null while a field is in fault, or nothing can be swept. */
export function planRank(features: readonly Feature[], reading: RowReading): RankPlan | null {
  const swept = sweepableOf(features);
  if (reading.faults.size > 0 || swept.length === 0) return null;
  const size = JSON.stringify(reading.row).length;
  const fitting = Math.floor(LIGHT / (size * swept.length));
  const points = Math.min(POINTS, Math.max(LEAST_POINTS, fitting));
  const parts = swept.flatMap((feature) => planSweep(feature, reading, points) ?? []);
  const rows = [reading.row, ...parts.flatMap((part) => part.rows)];
  return { parts, rows, isHeavy: rows.length > MOST_ROWS || rows.length * size > 2 * LIGHT };
}

/** The features by how far each moves the answer, the farthest first. @param track what is followed */
export function rankOf({ parts, answers }: Answered<RankPlan>, track: Track | null): Rank[] {
  const [present, ...others] = answers;
  let at = 0;
  const ranks = parts.map(({ feature, rows }) => {
    const said = others.slice(at, at + rows.length);
    at += rows.length;
    const figures = track === null ? [0, changedShare(present, said)] : said.map(track.of);
    return { name: feature.name, low: Math.min(...figures), high: Math.max(...figures) };
  });
  return ranks.sort((one, other) => other.high - other.low - (one.high - one.low));
}

type Answers = Answered<RankPlan>['answers'];

function changedShare(present: Answers[number] | undefined, said: Answers): number {
  const words = (answer: Answers[number] | undefined) => headline(answer ?? {}, Infinity);
  const now = words(present);
  return said.filter((answer) => words(answer) !== now).length / said.length;
}
