import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ModelContract } from '../contract/model.contract.js';
import { readGraph } from '../registry/graph.reader.js';
import { readTexts } from '../registry/model.folder.js';
import type { FeatureBlock } from './feature.block.js';
import { MicroBatcher, type RowAnswer } from './micro.batcher.js';
import { OnnxSession } from './onnx.session.js';

let contract: ModelContract;
let session: OnnxSession;
let golden: {
  features: readonly string[];
  vectors: readonly { inputs: readonly unknown[]; value?: number }[];
};

beforeAll(async () => {
  const folder = 'test/fixtures/model';
  const texts = await readTexts(folder, { name: 'diabetes', version: '1' });
  contract = texts.contract;
  golden = JSON.parse(texts.golden);
  session = new OnnxSession(await readGraph(folder, contract, 1_000_000), contract);
});

/** Counts the runs of a real session. */
class CountingSession {
  readonly runs: number[] = [];
  run(block: FeatureBlock, rows: number) {
    this.runs.push(rows);
    return session.run(block, rows);
  }
}

const rowAt = (at: number) =>
  Object.fromEntries(
    golden.features.map((name, i) => [name, golden.vectors[at]?.inputs[i] as number]),
  );
const answered = ({ answers, row }: RowAnswer) => answers.columns.values?.[row];
const batcherOf = (counting: CountingSession, maxRows: number) =>
  new MicroBatcher(counting as unknown as OnnxSession, contract, { maxRows, maxWaitMs: 0 });

describe(MicroBatcher.name, () => {
  it('makes one run of the rows of one turn, and gives each caller its own answer', async () => {
    const counting = new CountingSession();
    const batcher = batcherOf(counting, 64);
    const rows = Array.from({ length: 50 }, (_, at) => at);
    const answers = await Promise.all(rows.map((at) => batcher.predict(rowAt(at))));
    expect(counting.runs).toEqual([50]);
    for (const at of rows)
      expect(answered(answers[at] as RowAnswer)).toBeCloseTo(
        golden.vectors[at]?.value as number,
        2,
      );
  });

  it('runs a full block at once and the rest with the turn', async () => {
    const counting = new CountingSession();
    const batcher = batcherOf(counting, 8);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => batcher.predict(rowAt(at))),
    );
    expect(counting.runs).toEqual([8, 8, 4]);
    answers.forEach((answer, at) => {
      expect(answered(answer)).toBeCloseTo(golden.vectors[at]?.value as number, 2);
    });
  });

  it('tells every caller of a run that failed, and goes on', async () => {
    const run = () => {
      throw new Error('broken');
    };
    const failing = { run } as unknown as OnnxSession;
    const batcher = new MicroBatcher(failing, contract, { maxRows: 64, maxWaitMs: 0 });
    const results = await Promise.allSettled([
      batcher.predict(rowAt(0)),
      batcher.predict(rowAt(1)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(batcher.predict(rowAt(2))).rejects.toThrow('broken');
  });
});
