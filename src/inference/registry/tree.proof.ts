import type { AnswerColumns } from '../../domain/outcome.js';
import type { ModelContract } from '../contract/model.contract.js';
import { AnswerDecoder } from '../runtime/answer.decoder.js';
import { FeatureBlock } from '../runtime/feature.block.js';
import type { GraphFiles } from '../runtime/graph.session.js';
import type { OnnxSession } from '../runtime/onnx.session.js';
import { treesOf } from '../runtime/trees/tree.session.js';
import type { Golden } from './golden.comparison.js';

/**
 * Whether a model is of trees that answer every golden vector as its graph does, to the last bit. On a
 * C library that computes `expf` in another way they may not.
 */
export function proveTrees(
  { vectors, features }: Golden,
  files: GraphFiles,
  session: OnnxSession,
  contract: ModelContract,
): boolean {
  const trees = treesOf(files, contract);
  if (trees === null) return false;
  const block = new FeatureBlock(contract, vectors.length);
  vectors.forEach(({ inputs }, row) => {
    block.setRow(row, Object.fromEntries(features.map((name, at) => [name, inputs[at]])));
  });
  const values = block.columns[0]?.store as Float32Array;
  const ours = new AnswerDecoder(contract).decode(
    trees.run(values, vectors.length),
    vectors.length,
  );
  const theirs = session.run(block, vectors.length);
  return haveSameBits(ours.columns, theirs.columns);
}

function haveSameBits(ours: AnswerColumns, theirs: AnswerColumns): boolean {
  const names = Object.keys(theirs) as (keyof AnswerColumns)[];
  return names.every((name) => bytesOf(ours[name]).equals(bytesOf(theirs[name])));
}

function bytesOf(column: NonNullable<AnswerColumns[keyof AnswerColumns]> | undefined): Buffer {
  if (column === undefined) return Buffer.of();
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}
