import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphs } from './onnx.graph.js';

/** Writes a model folder whose answer is the sum of its features, however many and long they are. */
export function writeSumModel(folder: string, name: string, features: readonly string[]): void {
  const path = join(folder, name, '1');
  mkdirSync(path, { recursive: true });
  const graph = graphs.sum(features);
  const contract = {
    contractVersion: 1,
    name,
    version: '1',
    task: 'regression',
    sha256: createHash('sha256').update(graph).digest('hex'),
    inputs: features.map((feature) => ({
      tensor: feature,
      features: [{ name: feature, dtype: 'float32' }],
    })),
    outputs: { value: 'y' },
  };
  const vector = { inputs: features.map(() => 1), value: features.length };
  const golden = { tolerance: 1e-5, features, vectors: [vector] };
  writeFileSync(join(path, 'model.onnx'), graph);
  writeFileSync(join(path, 'model.json'), JSON.stringify(contract));
  writeFileSync(join(path, 'golden.json'), JSON.stringify(golden));
}
