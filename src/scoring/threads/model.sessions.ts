import { BroadcastChannel } from 'node:worker_threads';
import { AnswerCodec } from '../../domain/answer.codec.js';
import { layoutOf, type ModelContract } from '../../inference/contract/model.contract.js';
import { OnnxSession } from '../../inference/runtime/onnx.session.js';
import type { PassedForm } from '../table/row.reader.js';
import type { Dialect } from '../table/table.options.js';
import { ChunkScorer } from './chunk.scorer.js';
import type { ThreadModel } from './thread.task.js';

/** Here threads hear of models that are not served any more, by the hash of their contract. */
export const RETIRED = 'tabserve-retired-models';

/** A model as a thread has it. */
interface LoadedModel {
  readonly contract: ModelContract;
  readonly codec: AnswerCodec;
  readonly session: OnnxSession;
  readonly scorerOf: (passed: PassedForm, dialect: Dialect) => ChunkScorer;
}

/**
 * A thread keeps the models it has loaded, by contract: two may have one graph and understand its
 * outputs in two ways.
 */
const models = new Map<string, LoadedModel>();

const retired = new BroadcastChannel(RETIRED);
retired.onmessage = ({ data }) => {
  models.get(data as string)?.session.close();
  models.delete(data as string);
};
retired.unref();

/** The calling thread's own of a model. */
export function modelOf(model: ThreadModel): LoadedModel {
  const known = models.get(model.contractHash);
  if (known !== undefined) return known;
  const contract = JSON.parse(model.contract) as ModelContract;
  const session = new OnnxSession(model.files, contract);
  const layout = layoutOf(contract);
  const codec = new AnswerCodec(layout);
  const scorers = new Map<string, ChunkScorer>();
  /** A scorer knows texts that it has written before; there are a few ways to write them. */
  const scorerOf = (passed: PassedForm, dialect: Dialect) => {
    const key = [passed, dialect.delimiter, dialect.decimal].join(' ');
    const scorer = scorers.get(key) ?? new ChunkScorer(session, layout, codec, passed, dialect);
    scorers.set(key, scorer);
    return scorer;
  };
  const loaded = { contract, codec, session, scorerOf };
  models.set(model.contractHash, loaded);
  return loaded;
}
