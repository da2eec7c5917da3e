import { float32Limits, type Limits } from '../../domain/float32.range.js';
import type { HistoryFilter } from '../../domain/history.filter.js';
import { probabilitiesIn, type RowLayout } from '../../domain/row.layout.js';
import type { ChunkHeader } from '../chunk/chunk.format.js';
import type { ChunkView } from '../chunk/chunk.view.js';
import { ColumnSieve, type RowTest } from './column.sieve.js';

/** Which rows of one batch a filter means. */
export class BatchSieve {
  /** Of the label, in the classes; only chunks in which it occurs hold rows. Undefined for any. */
  readonly code: number | undefined;
  /** Whether no row can pass: a feature is not there, or no answer has a confidence. */
  readonly isClosed: boolean;
  private readonly columns: readonly ColumnSieve[];
  private readonly confidence: Limits | null;

  constructor({ label, confidence, features = [] }: HistoryFilter, layout: RowLayout) {
    const { classes } = layout;
    const places = features.map(({ name }) =>
      layout.features.findIndex((one) => one.name === name),
    );
    this.code = label === undefined ? undefined : classes?.indexOf(label);
    this.isClosed = places.includes(-1) || (confidence !== undefined && !hasConfidence(layout));
    this.columns = features.map((filter, at) => {
      const place = places[at] as number;
      return new ColumnSieve(filter, place, layout.features[place]?.dtype);
    });
    this.confidence = confidence === undefined ? null : float32Limits(confidence);
  }

  /** Whether a chunk says of itself that none of its rows passes. */
  passesOver(header: ChunkHeader): boolean {
    const { confidence } = this;
    // Its bounds are of the highest probability, which the label's may be below of: they say nothing
    // of the least.
    const isBelow = (header.confidence?.max ?? Number.POSITIVE_INFINITY) < (confidence?.min ?? 0);
    return isBelow || this.columns.some((column) => column.passesOver(header));
  }

  /** Whether a row of a chunk passes; null when all do. */
  testOf(view: ChunkView): RowTest | null {
    const tests = this.columns.map((column) => column.testOf(view));
    if (this.code !== undefined) tests.push(labelTest(view, this.code));
    if (this.confidence !== null) tests.push(confidenceTest(view, this.confidence));
    const [only] = tests;
    if (tests.length > 1) return (row) => tests.every((test) => test(row));
    return only ?? null;
  }
}

/** Of several labels at once, none is the one that was chosen. */
function hasConfidence(layout: RowLayout): boolean {
  return layout.classes !== null && (probabilitiesIn(layout) ?? []).length > 0;
}

function labelTest({ answers }: ChunkView, code: number): RowTest {
  return (row) => answers.labels?.[row] === code;
}

function confidenceTest({ answers, rows }: ChunkView, { min, max }: Limits): RowTest {
  const { labels, probabilities } = answers;
  if (labels === undefined || probabilities === undefined) return () => false;
  const classes = probabilities.length / rows;
  return (row) => {
    const confidence = probabilities[row * classes + (labels[row] as number)] as number;
    return confidence >= min && confidence <= max;
  };
}
