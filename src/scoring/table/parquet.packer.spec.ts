import { describe, expect, it } from '@jest/globals';
import { AnswerCodec } from '../../domain/answer.codec.js';
import { columnsOfAnswer } from './parquet.packer.js';

describe(columnsOfAnswer.name, () => {
  it('have each a name of its own, also where a feature has that of an answer', () => {
    const codec = new AnswerCodec({ features: [], classes: ['a', 'b'] });
    const own = [{ name: 'prediction', type: 'double' } as const];
    expect(columnsOfAnswer(own, codec)).toEqual([
      { name: 'prediction', type: 'double' },
      { name: 'prediction_2', type: 'string' },
      { name: 'probability_a', type: 'double' },
      { name: 'probability_b', type: 'double' },
    ]);
  });
});
