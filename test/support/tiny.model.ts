import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FLOAT = 1;

/**
 * Writes a model folder whose graph is one ONNX operator on one feature `x`, without a trainer.
 * `Log` answers NaN below 0 and minus infinity at 0.
 */
export function writeTinyModel(folder: string, name: string, operator = 'Log'): void {
  const path = join(folder, name, '1');
  mkdirSync(path, { recursive: true });
  const graph = modelProto(operator);
  const contract = {
    contractVersion: 1,
    name,
    version: '1',
    task: 'regression',
    sha256: createHash('sha256').update(graph).digest('hex'),
    inputs: [{ tensor: 'x', features: [{ name: 'x', dtype: 'float32' }] }],
    outputs: { value: 'y' },
  };
  const golden = { tolerance: 1e-5, features: ['x'], vectors: [{ inputs: [1], value: 0 }] };
  writeFileSync(join(path, 'model.onnx'), graph);
  writeFileSync(join(path, 'model.json'), JSON.stringify(contract));
  writeFileSync(join(path, 'golden.json'), JSON.stringify(golden));
}

/** The messages of onnx.proto, by field number. */
function modelProto(operator: string): Buffer {
  const node = [text(1, 'x'), text(2, 'y'), text(4, operator)];
  const graph = [
    message(1, node),
    text(2, 'tiny'),
    message(11, valueInfo('x')),
    message(12, valueInfo('y')),
  ];
  const opset = [text(1, ''), number(2, 13)];
  return Buffer.concat([number(1, 8), message(7, graph), message(8, opset)]);
}

/** A float tensor of any number of rows and one column. */
function valueInfo(name: string): Buffer[] {
  const shape = [message(1, [text(2, 'N')]), message(1, [number(1, 1)])];
  const tensor = [number(1, FLOAT), message(2, shape)];
  return [text(1, name), message(2, [message(1, tensor)])];
}

function message(field: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of((field << 3) | 2, body.length), body]);
}

function text(field: number, value: string): Buffer {
  return message(field, [Buffer.from(value)]);
}

function number(field: number, value: number): Buffer {
  return Buffer.of(field << 3, value);
}
