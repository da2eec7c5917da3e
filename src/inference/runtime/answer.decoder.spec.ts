import { describe, expect, it } from '@jest/globals';
import { Tensor } from 'onnxruntime-node';
import type { ModelContract } from '../contract/model.contract.js';
import { AnswerDecoder } from './answer.decoder.js';

const decoderOf = (task: string, outputs: object) =>
  new AnswerDecoder({ task, outputs } as ModelContract);

describe(AnswerDecoder.name, () => {
  it('refuses a score that is beyond what it is kept as', () => {
    const decoder = decoderOf('anomaly', { label: 'l', score: 's' });
    const label = new Tensor('int64', [1n], [1]);
    const answered = (score: number) =>
      decoder.decode({ l: label, s: new Tensor('float64', [score], [1, 1]) }, 1).columns.score;
    expect(answered(0.5)).toEqual(Float32Array.of(0.5));
    for (const score of [1e300, Number.NaN]) expect(() => answered(score)).toThrow('not finite');
  });

  it('refuses a label of several that is neither there nor not', () => {
    const decoder = decoderOf('multi-label', { labels: 'l', names: ['a', 'b'] });
    const answered = (flags: number[]) =>
      decoder.decode({ l: new Tensor('float32', flags, [1, 2]) }, 1).columns.flags;
    expect(answered([1, 0])).toEqual(Uint16Array.of(1, 0));
    for (const flag of [0.5, 2, 65_536, Number.NaN]) {
      expect(() => answered([flag, 0])).toThrow('not 0 or 1');
    }
  });

  it('keeps all digits of values that are doubles', () => {
    const decoder = decoderOf('regression', { value: 'v' });
    const { values } = decoder.decode({ v: new Tensor('float64', [1 / 3], [1, 1]) }, 1).columns;
    expect(values).toEqual(Float64Array.of(1 / 3));
  });
});
