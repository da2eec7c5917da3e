import { shortestFloat32 } from './float32.js';
import { namedRecord } from './named.record.js';
import type { AnswerColumns, Outcome } from './outcome.js';
import { probabilitiesIn, type RowLayout } from './row.layout.js';

type NumberColumn = Exclude<keyof AnswerColumns, 'labels' | 'flags'>;

/** A column of a table of answers. */
export interface AnswerCell {
  readonly name: string;
  readonly isText: boolean;
  /** What it is read from. */
  readonly column: keyof AnswerColumns;
  /** A text, or a number as the model gave it. */
  readonly of: (answers: AnswerColumns, row: number) => string | number;
}

/** A member of an outcome of one model: as a value, as JSON, and as cells of a table. */
interface AnswerField {
  readonly read: (answers: AnswerColumns, row: number) => Outcome[keyof Outcome];
  readonly jsonOf: (answers: AnswerColumns, row: number) => string | number;
  readonly cells: readonly AnswerCell[];
}

/** Names in a member that is an object or a list, each a column of its own in a table of many models. */
export interface NestedMember {
  /** What stands before the name in the column's. */
  readonly prefix: string;
  readonly namesIn: (layout: RowLayout) => readonly string[];
}

export interface AnswerMember {
  readonly name: keyof Outcome;
  readonly nested: NestedMember | null;
  /** @returns null where models of this layout do not say it */
  readonly of: (layout: RowLayout) => AnswerField | null;
}

/** The members that may occur, in the order in which they are written. */
export const ANSWER_MEMBERS: readonly AnswerMember[] = [
  { name: 'label', nested: null, of: labelField },
  {
    name: 'labels',
    nested: { prefix: 'label_', namesIn: ({ labels = [] }) => labels },
    of: labelsField,
  },
  {
    name: 'probabilities',
    nested: { prefix: 'probability_', namesIn: (layout) => probabilitiesIn(layout) ?? [] },
    of: probabilitiesField,
  },
  {
    name: 'scores',
    nested: { prefix: 'score_', namesIn: ({ scores = [] }) => scores },
    of: ({ scores }) => (scores === undefined ? null : namedNumbers('scores', scores, 'score_')),
  },
  {
    name: 'score',
    nested: null,
    of: ({ score }) => (score === true ? numberField('score', 'score') : null),
  },
  { name: 'value', nested: null, of: valueField },
  {
    name: 'values',
    nested: { prefix: 'value_', namesIn: ({ targets = [] }) => targets },
    of: ({ targets }) =>
      targets === undefined ? null : namedNumbers('values', targets, 'prediction_'),
  },
  { name: 'unit', nested: null, of: unitField },
];

/**
 * Says in the words of the API what the answers of a model mean: the one place that knows each
 * member of an outcome. It knows the model's names as JSON already, which makes it three times as
 * fast as a serialiser for any object.
 */
export class AnswerCodec {
  readonly cells: readonly AnswerCell[];
  /** How many labels there are; 0 where a row has none. */
  readonly classes: number;
  private readonly fields: readonly (AnswerField & Pick<AnswerMember, 'name'>)[];
  private readonly keys: readonly string[];

  constructor(layout: RowLayout) {
    this.classes = layout.classes?.length ?? 0;
    this.fields = ANSWER_MEMBERS.flatMap(({ name, of }) => {
      const field = of(layout);
      return field === null ? [] : { name, ...field };
    });
    this.keys = this.fields.map(({ name }, at) => `${at === 0 ? '' : ','}"${name}":`);
    this.cells = this.fields.flatMap(({ cells }) => cells);
  }

  outcomeOf(answers: AnswerColumns, row: number): Outcome {
    return Object.fromEntries(this.fields.map(({ name, read }) => [name, read(answers, row)]));
  }

  /** The same as members of a JSON object, without its braces. */
  jsonOf(answers: AnswerColumns, row: number): string {
    const { fields, keys } = this;
    let json = '';
    for (let at = 0; at < fields.length; at++) {
      json += `${keys[at]}${fields[at]?.jsonOf(answers, row)}`;
    }
    return json;
  }
}

/** What a cell shows of a row: a text, or the number with the fewest digits that reads back the same. */
export function shownCell(
  { of, column }: AnswerCell,
  answers: AnswerColumns,
  row: number,
): string | number {
  const value = of(answers, row);
  return typeof value === 'number' ? shownNumber(value, answers[column]) : value;
}

/** @param column in which the number stands: of a double, all digits count */
function shownNumber(value: number, column: AnswerColumns[keyof AnswerColumns]): number {
  return column instanceof Float64Array ? value : shortestFloat32(value);
}

function labelField({ classes }: RowLayout): AnswerField | null {
  if (classes === null) return null;
  const quoted = classes.map((name) => JSON.stringify(name));
  const codeOf = ({ labels }: AnswerColumns, row: number) => labels?.[row] as number;
  const of = (answers: AnswerColumns, row: number) => classes[codeOf(answers, row)] as string;
  return {
    read: of,
    jsonOf: (answers, row) => quoted[codeOf(answers, row)] as string,
    cells: [{ name: 'prediction', isText: true, column: 'labels', of }],
  };
}

function labelsField({ labels: names }: RowLayout): AnswerField | null {
  if (names === undefined) return null;
  const has = ({ flags }: AnswerColumns, row: number, at: number) =>
    flags?.[row * names.length + at] as number;
  const read = (answers: AnswerColumns, row: number) =>
    names.filter((_, at) => has(answers, row, at) === 1);
  return {
    read,
    jsonOf: (answers, row) => JSON.stringify(read(answers, row)),
    cells: names.map((name, at): AnswerCell => {
      const of = (answers: AnswerColumns, row: number) => has(answers, row, at);
      return { name: `label_${name}`, isText: false, column: 'flags', of };
    }),
  };
}

function probabilitiesField(layout: RowLayout): AnswerField | null {
  const names = probabilitiesIn(layout);
  if (names === null) return { read: () => null, jsonOf: () => 'null', cells: [] };
  return names.length === 0 ? null : namedNumbers('probabilities', names, 'probability_');
}

function valueField({ classes, labels, targets }: RowLayout): AnswerField | null {
  const isValue = classes === null && labels === undefined && targets === undefined;
  return isValue ? numberField('values', 'prediction') : null;
}

function unitField({ unit }: RowLayout): AnswerField | null {
  if (unit === undefined) return null;
  const quoted = JSON.stringify(unit);
  return { read: () => unit, jsonOf: () => quoted, cells: [] };
}

/** One number a row. */
function numberField(column: NumberColumn, name: string): AnswerField {
  const of = (answers: AnswerColumns, row: number) => answers[column]?.[row] as number;
  const shown = (answers: AnswerColumns, row: number) =>
    shownNumber(of(answers, row), answers[column]);
  return { read: shown, jsonOf: shown, cells: [{ name, isText: false, column, of }] };
}

/** Several numbers a row, each with a name. */
function namedNumbers(column: NumberColumn, names: readonly string[], prefix: string): AnswerField {
  const count = names.length;
  const keys = names.map((name, at) => `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const recordOf = namedRecord<number>(names);
  const cellOf = (at: number) => (answers: AnswerColumns, row: number) =>
    answers[column]?.[row * count + at] as number;
  return {
    read(answers, row) {
      const numbers = answers[column];
      return recordOf((at) => shownNumber(numbers?.[row * count + at] as number, numbers));
    },
    jsonOf(answers, row) {
      const numbers = answers[column];
      let json = '';
      for (let at = 0; at < count; at++) {
        json += `${keys[at]}${shownNumber(numbers?.[row * count + at] as number, numbers)}`;
      }
      return `${json}}`;
    },
    cells: names.map((name, at): AnswerCell => {
      return { name: `${prefix}${name}`, isText: false, column, of: cellOf(at) };
    }),
  };
}
