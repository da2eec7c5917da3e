import { ANSWER_MEMBERS, type AnswerMember } from '../domain/answer.codec.js';
import type { HistoryItem } from '../domain/history.item.js';
import type { Outcome } from '../domain/outcome.js';
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

const TYPES: Readonly<Record<string, ParquetType>> = { value: 'double', score: 'double' };

/** What models said first: its columns keep their places, those of what came later stand behind all. */
const FIRST: ReadonlySet<string> = new Set(['label', 'probabilities', 'value', 'unit']);
const first = ANSWER_MEMBERS.filter(({ name }) => FIRST.has(name));
const later = ANSWER_MEMBERS.filter(({ name }) => !FIRST.has(name));

const known: readonly HistoryColumn[] = [
  { name: 'id', type: 'string', of: ({ id }) => id },
  { name: 'createdAt', type: 'timestamp', of: ({ createdAt }) => createdAt },
  { name: 'source', type: 'string', of: ({ source }) => source },
  { name: 'batchId', type: 'string', of: ({ batchId }) => batchId },
  { name: 'line', type: 'int64', of: ({ line }) => line },
  { name: 'model', type: 'string', of: ({ model }) => model.name },
  { name: 'version', type: 'string', of: ({ model }) => model.version },
  { name: 'digest', type: 'string', of: ({ model }) => model.digest },
  ...first.filter(({ nested }) => nested === null).map(memberColumn),
  { name: 'confidence', type: 'double', of: confidenceOf },
];

const last: readonly HistoryColumn[] = [
  { name: 'warnings', type: 'string', of: ({ warnings }) => JSON.stringify(warnings) },
  { name: 'caller', type: 'string', of: ({ caller }) => caller },
];

/** Columns that are the same for every model: what differs between models stands in cells of JSON. */
export function columnsOfAny(): HistoryColumn[] {
  return [
    ...known,
    jsonColumn('inputs'),
    ...first.filter(({ nested }) => nested !== null).map(memberColumn),
    ...last,
    ...later.map(memberColumn),
  ];
}

/**
 * One column a feature, and one for each class, label, target or cluster that has a number.
 * @param layouts of the versions of one model: what only some of them have is empty in the others
 */
export function columnsOf(layouts: readonly RowLayout[]): HistoryColumn[] {
  const features = new Map<string, ParquetType>();
  for (const { name, dtype } of layouts.flatMap((layout) => layout.features)) {
    const type = FEATURE_TYPES[dtype];
    const before = features.get(name) ?? type;
    features.set(name, before === type ? type : mixed(before, type));
  }
  const columns = [
    ...known,
    ...later.filter(({ nested, of }) => nested === null && layouts.some(of)).map(memberColumn),
    ...[...features].map(([name, type]) => featureColumn(name, type)),
    ...ANSWER_MEMBERS.flatMap(({ name: member, nested }) => {
      const names = new Set(layouts.flatMap((layout) => nested?.namesIn(layout) ?? []));
      return [...names].map((name) => nestedColumn(member, name, nested?.prefix ?? ''));
    }),
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

function memberColumn({ name, nested }: AnswerMember): HistoryColumn {
  if (nested !== null) return jsonColumn(name);
  return { name, type: TYPES[name] ?? 'string', of: (item) => item[name] as string | undefined };
}

function jsonColumn(name: 'inputs' | keyof Outcome): HistoryColumn {
  return { name, type: 'string', of: (item) => jsonOf(item[name]) };
}

/** Of a list of labels: whether the name is among them, as 1 or 0. */
function nestedColumn(member: keyof Outcome, name: string, prefix: string): HistoryColumn {
  return {
    name: `${prefix}${name}`,
    type: 'double',
    of(item) {
      const said = item[member];
      if (Array.isArray(said)) return Number(said.includes(name));
      return own(Object(said) as Record<string, number>, name);
    },
  };
}

function jsonOf(part: unknown): string | undefined {
  return part === undefined ? undefined : JSON.stringify(part);
}

/** Names may be those of what every object has. */
function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
