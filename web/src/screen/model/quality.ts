import { type Contract, classesOf } from '../../api/client.ts';
import { countText } from '../../part/number.text.ts';

type Numbers = Readonly<Record<string, number>>;

/** A contract's metrics, sorted by how they are shown. */
export interface Quality {
  /** What they were measured on: `30 held-out rows`; empty when the contract does not say. */
  readonly basis: string;
  readonly figures: readonly (readonly [key: string, value: number])[];
  readonly perClass: ReadonlyMap<string, Numbers> | null;
  readonly confusion: readonly (readonly number[])[] | null;
  /** Everything else that a trainer wrote there. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Metrics are free in form: what does not look as expected is kept in `rest`. */
export function qualityOf(contract: Contract): Quality {
  const { split, rows, perClass, confusionMatrix, ...others } = contract.metrics ?? {};
  const classes = classesOf(contract) ?? [];
  const scores = isScores(perClass) ? inOrder(perClass, classes) : null;
  const confusion = isSquare(confusionMatrix, classes.length) ? confusionMatrix : null;
  const isFigure = (value: unknown): value is number => typeof value === 'number';
  const entries = Object.entries(others);
  return {
    basis: basisText(split, rows),
    figures: entries.filter((entry): entry is [string, number] => isFigure(entry[1])),
    perClass: scores,
    confusion,
    rest: Object.fromEntries([
      ...entries.filter(([, value]) => !isFigure(value)),
      ...(scores === null && perClass !== undefined ? [['perClass', perClass]] : []),
      ...(confusion === null && confusionMatrix !== undefined
        ? [['confusionMatrix', confusionMatrix]]
        : []),
    ]),
  };
}

function basisText(split: unknown, rows: unknown): string {
  const kind = typeof split === 'string' ? `${split} ` : '';
  if (typeof rows === 'number') return `${countText(rows)} ${kind}rows`;
  return kind === '' ? '' : `${kind}rows`;
}

function isScores(value: unknown): value is Record<string, Numbers> {
  return isRecord(value) && Object.values(value).every(isNumbers);
}

function isNumbers(value: unknown): value is Numbers {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'number');
}

function isSquare(value: unknown, size: number): value is number[][] {
  const isRow = (row: unknown) =>
    Array.isArray(row) && row.length === size && row.every((one) => typeof one === 'number');
  return size > 0 && Array.isArray(value) && value.length === size && value.every(isRow);
}

/** In the order of the classes; names that are no classes, such as averages, come last. */
function inOrder(scores: Record<string, Numbers>, classes: readonly string[]) {
  const names = new Set([...classes, ...Object.keys(scores)]);
  return new Map(
    [...names].flatMap((name) => (scores[name] ? [[name, scores[name]] as const] : [])),
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
