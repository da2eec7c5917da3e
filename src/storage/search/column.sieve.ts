import { float32Limits, type Limits, limitsOf } from '../../domain/float32.range.js';
import type { FeatureFilter } from '../../domain/history.filter.js';
import { type ChunkHeader, featureSection } from '../chunk/chunk.format.js';
import type { ChunkView } from '../chunk/chunk.view.js';

/** Whether a row of a chunk passes. */
export type RowTest = (row: number) => boolean;

/** Lets rows of a batch pass by one feature. */
export class ColumnSieve {
  private readonly section: string;
  private readonly float32: Limits;
  private readonly float64: Limits;

  /** @param index of the feature in the layout */
  constructor(
    private readonly filter: FeatureFilter,
    private readonly index: number,
  ) {
    this.section = featureSection(index);
    this.float32 = float32Limits(filter);
    this.float64 = limitsOf(filter);
  }

  /** Whether a chunk says that none of its rows passes. */
  passesOver({ sections }: ChunkHeader): boolean {
    const section = sections.find(({ name }) => name === this.section);
    // Chunks of format 1 do not say it.
    if (section?.min === undefined || section.max === undefined) return false;
    const { min, max } = section.dtype === 'float32' ? this.float32 : this.float64;
    return section.max < min || section.min > max;
  }

  testOf(view: ChunkView): RowTest {
    const { index, filter } = this;
    const numbers = view.numbersOf(index);
    if (numbers === null) return (row) => view.feature(row, index) === filter.text;
    if (!isNumeric(filter)) return () => false;
    const { min, max } = numbers instanceof Float32Array ? this.float32 : this.float64;
    // A missing one is NaN, which is in no range.
    return (row) => (numbers[row] as number) >= min && (numbers[row] as number) <= max;
  }
}

/** Whether numbers can pass, too: of a text that is no number, none does. */
export function isNumeric({ from, to }: FeatureFilter): boolean {
  return from !== undefined || to !== undefined;
}
