import { shortestFloat32 } from './float32.js';
import { namedRecord } from './named.record.js';
import type { AnswerColumns, Outcome } from './outcome.js';
import type { RowLayout } from './row.layout.js';

/** A column of a table of answers. */
export interface AnswerCell {
  readonly name: string;
  readonly isText: boolean;
  /** A text, or a float32 as it is. */
  readonly of: (answers: AnswerColumns, row: number) => string | number;
}

/** A member of an outcome of one model: as a value, as JSON, and as cells of a table. */
interface AnswerField {
  readonly read: (answers: AnswerColumns, row: number) => Outcome[keyof Outcome];
  readonly jsonOf: (answers: AnswerColumns, row: number) => string | number;
  readonly cells: readonly AnswerCell[];
}

interface AnswerMember {
  readonly name: keyof Outcome;
  /** Its value is an object. */
  readonly isNested: boolean;
  /** @returns null where models of this layout do not say it */
  readonly of: (layout: RowLayout) => AnswerField | null;
}

/** The members that may occur, in the order in which they are written. */
export const ANSWER_MEMBERS: readonly AnswerMember[] = [
  { name: 'label', isNested: false, of: labelField },
  { name: 'probabilities', isNested: true, of: probabilitiesField },
  { name: 'value', isNested: false, of: valueField },
  { name: 'unit', isNested: false, of: unitField },
];

/**
 * Says in the words of the API what the answers of a model mean: the one place that knows each
 * member of an outcome. It knows the model's names as JSON already, which makes it three times as
 * fast as a serialiser for any object.
 */
export class AnswerCodec {
  readonly cells: readonly AnswerCell[];
  /** How many classes there are; 0 for a regression model. */
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

function labelField({ classes }: RowLayout): AnswerField | null {
  if (classes === null) return null;
  const quoted = classes.map((name) => JSON.stringify(name));
  const codeOf = ({ labels }: AnswerColumns, row: number) => labels?.[row] as number;
  const of = (answers: AnswerColumns, row: number) => classes[codeOf(answers, row)] as string;
  return {
    read: of,
    jsonOf: (answers, row) => quoted[codeOf(answers, row)] as string,
    cells: [{ name: 'prediction', isText: true, of }],
  };
}

/** Each probability is the shortest decimal of its float32. */
function probabilitiesField({ classes }: RowLayout): AnswerField | null {
  if (classes === null) return null;
  const count = classes.length;
  const keys = classes.map((name, at) => `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const recordOf = namedRecord<number>(classes);
  const cellOf = (at: number) => ({
    name: `probability_${classes[at]}`,
    isText: false,
    of: ({ probabilities }: AnswerColumns, row: number) =>
      probabilities?.[row * count + at] as number,
  });
  return {
    read: ({ probabilities }, row) =>
      recordOf((at) => shortestFloat32(probabilities?.[row * count + at] as number)),
    jsonOf({ probabilities }, row) {
      let json = '';
      for (let at = 0; at < count; at++) {
        json += `${keys[at]}${shortestFloat32(probabilities?.[row * count + at] as number)}`;
      }
      return `${json}}`;
    },
    cells: classes.map((_, at) => cellOf(at)),
  };
}

function valueField({ classes }: RowLayout): AnswerField | null {
  if (classes !== null) return null;
  const of = ({ values }: AnswerColumns, row: number) => values?.[row] as number;
  const shortest = (answers: AnswerColumns, row: number) => shortestFloat32(of(answers, row));
  return {
    read: shortest,
    jsonOf: shortest,
    cells: [{ name: 'prediction', isText: false, of }],
  };
}

function unitField({ unit }: RowLayout): AnswerField | null {
  if (unit === undefined) return null;
  const quoted = JSON.stringify(unit);
  return { read: () => unit, jsonOf: () => quoted, cells: [] };
}
