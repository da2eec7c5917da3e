import { kindOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import { countText } from '../../part/number.text.ts';

type Numbers = Readonly<Record<string, number>>;

/** A contract's metrics, sorted by how they are shown. */
export interface Quality {
  /** What they were measured on: `30 held-out rows`; empty when the contract does not say. */
  readonly basis: string;
  readonly figures: readonly (readonly [key: string, value: number])[];
  /** Of each class, label or target. */
  readonly perName: ReadonlyMap<string, Numbers> | null;
  readonly confusion: readonly (readonly number[])[] | null;
  /** Everything else that a trainer wrote there. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Metrics are free in form: what does not look as expected is kept in `rest`. */
export function qualityOf(contract: Contract): Quality {
  const { split, rows, ...others } = contract.metrics ?? {};
  const { names } = kindOf(contract);
  const entries = Object.entries(others);
  const figures = entries.filter((entry): entry is [string, number] => isNumber(entry[1]));
  const scored = entries.find(([key, value]) => isScores(value) && isOf(key, value, names));
  const confusion = others.confusionMatrix;
  const isConfusion = isSquare(confusion, names.length);
  const shown = new Set([
    ...figures.map(([key]) => key),
    ...(scored === undefined ? [] : [scored[0]]),
    ...(isConfusion ? ['confusionMatrix'] : []),
  ]);
  return {
    basis: basisText(split, rows),
    figures,
    perName: scored === undefined ? null : inOrder(scored[1] as Record<string, Numbers>, names),
    confusion: isConfusion ? confusion : null,
    rest: Object.fromEntries(entries.filter(([key]) => !shown.has(key))),
  };
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** Whether scores are of the names of a model; those of classes may have averages among them. */
function isOf(key: string, scores: object, names: readonly string[]): boolean {
  const own = Object.keys(scores);
  return key === 'perClass' || (own.length > 0 && own.every((name) => names.includes(name)));
}

function basisText(split: unknown, rows: unknown): string {
  const kind = typeof split === 'string' ? `${split} ` : '';
  if (typeof rows === 'number') return `${countText(rows)} ${kind}rows`;
  return kind === '' ? '' : `${kind}rows`;
}

function isScores(value: unknown): value is Readonly<Record<string, Numbers>> {
  return isRecord(value) && Object.values(value).every(isNumbers);
}

function isNumbers(value: unknown): value is Numbers {
  return isRecord(value) && Object.values(value).every(isNumber);
}

function isSquare(value: unknown, size: number): value is number[][] {
  const isRow = (row: unknown) => Array.isArray(row) && row.length === size && row.every(isNumber);
  return size > 0 && Array.isArray(value) && value.length === size && value.every(isRow);
}

/** In the order of the classes; names that are no classes, such as averages, come last. */
function inOrder(scores: Readonly<Record<string, Numbers>>, classes: readonly string[]) {
  const names = new Set([...classes, ...Object.keys(scores)]);
  return new Map(
    [...names].flatMap((name) => (scores[name] ? [[name, scores[name]] as const] : [])),
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
