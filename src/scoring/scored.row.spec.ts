import { describe, expect, it } from '@jest/globals';
import { AnswerCodec } from '../domain/answer.codec.js';
import type { AnswerColumns } from '../domain/outcome.js';
import type { RowLayout } from '../domain/row.layout.js';
import type { ServedModel } from '../inference/registry/served.model.js';
import { answerJson, RowWriter, recordOf } from './scored.row.js';

const ID = '019ac0de-0000-7000-8000-000000000000';
const CREATED_AT = '2026-01-01T00:00:00.000Z';
const NAMES = ['plain', '"quoted"\\', 'zwölf дом\u2028', '__proto__', '7'];
const reference = { name: 'n"m', version: '1', digest: 'sha256:0' };
const features = [{ name: 'f"', dtype: 'float32', max: 8 }] as const;

const shares = NAMES.map((_, at) => Math.fround(at / 8));
const answerOf = (code: number): AnswerColumns => ({
  labels: Uint16Array.of(code),
  probabilities: Float32Array.from(shares),
});
const probabilities = Object.fromEntries(NAMES.map((name, at) => [name, at / 8]));
const values = (value: number): AnswerColumns => ({ values: Float32Array.of(value) });
const rest = Object.fromEntries([...NAMES.map((name) => [name, 5.1]), ['b', 'x\n"'], ['c', null]]);
const warnings = [
  {
    feature: 'f"',
    code: 'outside_training_range',
    detail: '9.1 is above the training maximum 8',
  },
];

describe(RowWriter.name, () => {
  it.each<[string, Omit<RowLayout, 'features'>, AnswerColumns, object]>([
    ...NAMES.map((label, code): [string, Omit<RowLayout, 'features'>, AnswerColumns, object] => [
      `the class ${JSON.stringify(label)}`,
      { classes: NAMES },
      answerOf(code),
      { label, probabilities },
    ]),
    ['a value', { classes: null }, values(-1.5e-7), { value: -1.5e-7 }],
    [
      'a value with its unit',
      { classes: null, unit: '°"C' },
      values(12),
      { value: 12, unit: '°"C' },
    ],
  ])('writes JSON of the answer and of the record: %s', (_, said, answers, outcome) => {
    const layout = { ...said, features };
    const writer = new RowWriter({ layout, reference } as unknown as ServedModel);
    for (const [value, told] of [
      [8, []],
      [9.1, warnings],
    ] as const) {
      const inputs = { ...rest, 'f"': value };
      const json = writer.jsonOf(answers, 0, inputs);
      const row = { createdAt: CREATED_AT, answers, row: 0, json };
      const common = { model: reference, ...outcome, warnings: told };
      const answer = { id: ID, createdAt: CREATED_AT, ...common, recorded: true };
      expect(JSON.parse(answerJson({ ...row, id: ID }))).toStrictEqual(answer);
      const unrecorded = { ...answer, id: null, recorded: false };
      expect(JSON.parse(answerJson({ ...row, id: null }))).toStrictEqual(unrecorded);
      const record = { id: ID, requestId: 'r-1', inputs, ...common };
      expect(recordOf(ID, 'r-1', null, inputs, json).record).toStrictEqual(record);
      const known = { ...record, caller: 'oidc:"x"' };
      expect(recordOf(ID, 'r-1', 'oidc:"x"', inputs, json).record).toStrictEqual(known);
      // What is written is what is meant, and has one line.
      expect(new AnswerCodec(layout).outcomeOf(answers, 0)).toStrictEqual(outcome);
      expect(json).not.toContain('\n');
    }
  });

  it('writes the members in the order of the contract, whatever they are called', () => {
    const codec = new AnswerCodec({ classes: NAMES, features });
    const members = NAMES.map((name, at) => `${JSON.stringify(name)}:${at / 8}`);
    expect(codec.jsonOf(answerOf(4), 0)).toBe(`"label":"7","probabilities":{${members.join(',')}}`);
  });
});
