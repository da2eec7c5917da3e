import { ANSWER_MEMBERS } from '../domain/answer.codec.js';
import type { HistoryItem } from '../domain/history.item.js';
import type { FeatureValue } from '../domain/prediction.record.js';
import type { RowLayout } from '../domain/row.layout.js';
import { distinctColumns } from '../scoring/table/column.name.js';
import {
  FEATURE_TYPES,
  type ParquetColumn,
  type ParquetType,
} from '../scoring/table/parquet.column.js';
import { confidenceOf } from '../storage/search/record.sieve.js';

/** A column of an export: its name, what is in it, and what it is of one prediction. */
export interface HistoryColumn extends ParquetColumn {
  /** Times as ISO 8601. */
  readonly of: (item: HistoryItem) => FeatureValue | undefined;
}

const TYPES: Readonly<Record<string, ParquetType>> = { value: 'double', line: 'int64' };

const known: readonly HistoryColumn[] = [
  { name: 'id', type: 'string', of: ({ id }) => id },
  { name: 'createdAt', type: 'timestamp', of: ({ createdAt }) => createdAt },
  { name: 'source', type: 'string', of: ({ source }) => source },
  { name: 'batchId', type: 'string', of: ({ batchId }) => batchId },
  { name: 'line', type: 'int64', of: ({ line }) => line },
  { name: 'model', type: 'string', of: ({ model }) => model.name },
  { name: 'version', type: 'string', of: ({ model }) => model.version },
  { name: 'digest', type: 'string', of: ({ model }) => model.digest },
  ...ANSWER_MEMBERS.filter(({ isNested }) => !isNested).map(({ name }): HistoryColumn => {
    return { name, type: TYPES[name] ?? 'string', of: (item) => item[name] as string | undefined };
  }),
  { name: 'confidence', type: 'double', of: confidenceOf },
];

const last: readonly HistoryColumn[] = [
  { name: 'warnings', type: 'string', of: ({ warnings }) => JSON.stringify(warnings) },
  { name: 'caller', type: 'string', of: ({ caller }) => caller },
];

/** Columns that are the same for every model: what differs between models stands in cells of JSON. */
export function columnsOfAny(): HistoryColumn[] {
  const nested = ANSWER_MEMBERS.filter(({ isNested }) => isNested).map(({ name }) => name);
  return [
    ...known,
    ...(['inputs', ...nested] as const).map((name): HistoryColumn => {
      return { name, type: 'string', of: (item) => jsonOf(item[name]) };
    }),
    ...last,
  ];
}

/**
 * One column a feature and a class.
 * @param layouts of the versions of one model: what only some of them have is empty in the others
 */
export function columnsOf(layouts: readonly RowLayout[]): HistoryColumn[] {
  const features = new Map<string, ParquetType>();
  for (const { name, dtype } of layouts.flatMap((layout) => layout.features)) {
    const type = FEATURE_TYPES[dtype];
    const before = features.get(name) ?? type;
    features.set(name, before === type ? type : mixed(before, type));
  }
  const classes = new Set(layouts.flatMap((layout) => layout.classes ?? []));
  const columns = [
    ...known,
    ...[...features].map(([name, type]) => featureColumn(name, type)),
    ...[...classes].map(classColumn),
    ...last,
  ];
  return distinctColumns(columns);
}

function featureColumn(name: string, type: ParquetType): HistoryColumn {
  const of = ({ inputs }: HistoryItem) => own(inputs, name);
  if (type !== 'string') return { name, type, of };
  return {
    name,
    type,
    of: (item) => {
      const value = of(item);
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    },
  };
}

/** Numbers of one version and texts of another are texts, as are all that are not both numbers. */
function mixed(...types: readonly ParquetType[]): ParquetType {
  return types.every((type) => type === 'double' || type === 'int64') ? 'double' : 'string';
}

function classColumn(name: string): HistoryColumn {
  const of = ({ probabilities = {} }: HistoryItem) => own(probabilities ?? {}, name);
  return { name: `probability_${name}`, type: 'double', of };
}

function jsonOf(part: unknown): string | undefined {
  return part === undefined ? undefined : JSON.stringify(part);
}

/** Names may be those of what every object has. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
