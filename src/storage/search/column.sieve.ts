import { float32Limits, type Limits, limitsOf } from '../../domain/float32.range.js';
import type { FeatureFilter, NumberRange } from '../../domain/history.filter.js';
import { timeOf } from '../../domain/iso.time.js';
import type { FeatureValue } from '../../domain/prediction.record.js';
import type { FeatureLayout } from '../../domain/row.layout.js';
import { type ChunkHeader, featureSection } from '../chunk/chunk.format.js';
import type { ChunkView } from '../chunk/chunk.view.js';

/** Whether a row of a chunk passes. */
export type RowTest = (row: number) => boolean;

/** Lets rows of a batch pass by one feature. */
export class ColumnSieve {
  private readonly section: string;
  /** Of numbers as a chunk keeps them; null where none passes. */
  private readonly range: NumberRange | null;
  private readonly float32: Limits;
  private readonly float64: Limits;

  /**
   * @param index of the feature in the layout
   * @param dtype of the feature
   */
  constructor(
    private readonly filter: FeatureFilter,
    private readonly index: number,
    dtype: FeatureLayout['dtype'] | undefined,
  ) {
    this.section = featureSection(index);
    this.range = rangeOf(filter, dtype);
    this.float32 = float32Limits(this.range ?? {});
    this.float64 = limitsOf(this.range ?? {});
  }

  /** Whether a chunk says that none of its rows passes. */
  passesOver({ sections }: ChunkHeader): boolean {
    const section = sections.find(({ name }) => name === this.section);
    // Chunks of format 1 do not say it.
    if (section?.min === undefined || section.max === undefined) return false;
    if (this.range === null) return true;
    const { min, max } = section.dtype === 'float32' ? this.float32 : this.float64;
    return section.max < min || section.min > max;
  }

  testOf(view: ChunkView): RowTest {
    const { index, filter } = this;
    const numbers = view.numbersOf(index);
    if (numbers === null) return (row) => isMeant(filter, view.feature(row, index));
    if (this.range === null) return () => false;
    const { min, max } = numbers instanceof Float32Array ? this.float32 : this.float64;
    // A missing one is NaN, which is in no range.
    return (row) => (numbers[row] as number) >= min && (numbers[row] as number) <= max;
  }
}

function rangeOf(
  filter: FeatureFilter,
  dtype: FeatureLayout['dtype'] | undefined,
): NumberRange | null {
  if (dtype === 'datetime') return filter.time ?? null;
  if (dtype !== 'boolean') return isNumeric(filter) ? filter : null;
  const code = TRUTHS.indexOf(filter.text ?? '');
  return code === -1 ? null : { from: code, to: code };
}

/** By the numbers as which they are kept. */
const TRUTHS = ['false', 'true'];

/** Whether numbers can pass, too: of a text that is no number, none does. */
export function isNumeric({ from, to }: FeatureFilter): boolean {
  return from !== undefined || to !== undefined;
}

/** Whether a value is what a filter says of it. */
export function isMeant(filter: FeatureFilter, value: FeatureValue | undefined): boolean {
  if (typeof value === 'boolean') return String(value) === filter.text;
  if (typeof value === 'string') return value === filter.text || isTime(filter, value);
  return isNumeric(filter) && isIn(filter, value ?? undefined);
}

/** Whether a text is a time of the range, however it is written. */
function isTime({ time }: FeatureFilter, text: string): boolean {
  return time !== undefined && isIn(time, timeOf(text));
}

export function isIn({ from, to }: NumberRange, value: number | undefined): boolean {
  return (
    value !== undefined &&
    value >= (from ?? Number.NEGATIVE_INFINITY) &&
    value <= (to ?? Number.POSITIVE_INFINITY)
  );
}
