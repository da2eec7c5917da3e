import { readGolden, replayGolden } from '#dist/inference/golden.replay.js';
import { readModel } from '#dist/inference/model.folder.js';
import { OnnxSession } from '#dist/inference/onnx.session.js';
import { answerQuestions } from '../process/questions.js';
import type { Figures } from '../suite/suite.js';

/** What a start owes to the model: loading the graph, and replaying the trainer's own answers. */
answerQuestions({
  async replay(): Promise<Figures> {
    const startedAt = performance.now();
    const { contract, golden, bytes } = await readModel('model', { name: 'iris', version: '1' });
    const session = new OnnxSession(new Uint8Array(bytes), contract);
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
