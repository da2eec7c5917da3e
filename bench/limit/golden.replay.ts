import { readGolden, replayGolden } from '#dist/inference/registry/golden.replay.js';
import { readGraph } from '#dist/inference/registry/graph.reader.js';
import { readTexts } from '#dist/inference/registry/model.folder.js';
import { OnnxSession } from '#dist/inference/runtime/onnx.session.js';
import type { Figures } from '../figures.js';
import { answerQuestions } from '../process/questions.js';

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
