import { describe, expect, it } from '@jest/globals';
import type { ServedModel } from '../inference/served.model.js';
import type { Outcome } from '../storage/prediction.record.js';
import { AnswerText, answerText, recordText } from './answer.text.js';

const ID = '019ac0de-0000-7000-8000-000000000000';
const NAMES = ['plain', '"quoted"\\', 'zwölf дом\u2028', '__proto__', '7'];
const reference = { name: 'n"m', version: '1', digest: 'sha256:0' };

const modelOf = (classes: readonly string[] | null, unit?: string) =>
  ({ reference, classes, unit }) as ServedModel;
const probabilities = Object.fromEntries(NAMES.map((name, at) => [name, at / 7]));
const NOTHING = { label: undefined, probabilities: undefined, value: undefined, unit: undefined };
const warnings = [
  { feature: 'f"', code: 'outside_training_range' as const, detail: '9 is above "8"' },
];
const inputs = Object.fromEntries([
  ...NAMES.map((name) => [name, 5.1]),
  ['b', 'x\n"'],
  ['c', null],
]);

describe(AnswerText.name, () => {
  it.each<[string, ServedModel, Outcome]>([
    ...NAMES.map((label): [string, ServedModel, Outcome] => [
      `the class ${JSON.stringify(label)}`,
      modelOf(NAMES),
      { label, probabilities },
    ]),
    ['a value', modelOf(null), { value: -1.5e-7 }],
    ['a value with its unit', modelOf(null, '°"C'), { value: 12, unit: '°"C' }],
  ])('writes the answer and the record as JSON.stringify would: %s', (_, model, outcome) => {
    for (const told of [[], warnings]) {
      const common = { model: reference, ...outcome, warnings: told };
      const said = new AnswerText(model).saidText({ ...NOTHING, ...common });
      const answer = { id: ID, createdAt: '2026-01-01T00:00:00.000Z', ...common, recorded: true };
      expect(answerText(answer, said)).toBe(JSON.stringify(answer));
      const unrecorded = { ...answer, id: null, recorded: false };
      expect(answerText(unrecorded, said)).toBe(JSON.stringify(unrecorded));
      const record = { id: ID, requestId: 'r-1', inputs, ...common };
      expect(recordText(record, said)).toBe(JSON.stringify(record));
    }
  });
});
