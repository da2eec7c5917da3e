import { readGolden, replayGolden } from '#dist/inference/golden.replay.js';
import { readGraph } from '#dist/inference/graph.reader.js';
import { readTexts } from '#dist/inference/model.folder.js';
import { OnnxSession } from '#dist/inference/onnx.session.js';
import { answerQuestions } from '../process/questions.js';
import type { Figures } from '../suite/suite.js';

const MOST_BYTES = 1024 * 1024;

/** What a start owes to the model: loading the graph, and replaying the trainer's own answers. */
answerQuestions({
  async replay(): Promise<Figures> {
    const startedAt = performance.now();
    const { contract, golden } = await readTexts('model', { name: 'iris', version: '1' });
    const session = new OnnxSession(await readGraph('model', contract, MOST_BYTES), contract);
    const loadedAt = performance.now();
    await replayGolden(readGolden(golden, contract), session, contract);
    const replayedAt = performance.now();
    await session.close();
    return {
      'model load ms': loadedAt - startedAt,
      'golden replay ms': replayedAt - loadedAt,
    };
  },
});
