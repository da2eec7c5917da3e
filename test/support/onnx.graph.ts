import { bytes, message, number, text } from './onnx.message.js';

/** `TensorProto.DataType`, by the names that contracts have for them. */
const TYPES = { float32: 1, int32: 6, int64: 7, string: 8, bool: 9, float64: 11 } as const;
type Type = keyof typeof TYPES;
const FLOAT = TYPES.float32;
const INT64 = TYPES.int64;
const BOOL = TYPES.bool;
const DOUBLE = TYPES.float64;
/** `AttributeProto.GRAPH` and `TensorProto.EXTERNAL`. */
const GRAPH_ATTRIBUTE = 5;
const EXTERNAL = 1;

/** A name is a size of the graph's own choice. */
type Shape = readonly (number | string)[];
const COLUMN: Shape = ['N', 1];

/** Graphs of one float column `x`, and of `y`, where not said otherwise. */
export const graphs = {
  /** One operator. */
  of: (operator: string, rows: number | string = 'N') =>
    model([node(operator, ['x'], ['y']), input('x', [rows, 1]), output('y', [rows, 1])]),
  /** The sum of several float columns. */
  sum: (columns: readonly string[]) =>
    model([node('Sum', columns, ['y']), ...columns.map((name) => input(name)), output('y')]),
  /** `y` is x, and `z` is its negative. */
  twoAnswers: () =>
    model([
      node('Identity', ['x'], ['y']),
      node('Neg', ['x'], ['z']),
      input('x'),
      output('y'),
      output('z'),
    ]),
  /** Runs as long as its condition says, which is for ever. */
  endless: () =>
    model([
      node('Loop', ['', 'go', 'x'], ['y'], [message(5, loopBody())]),
      message(5, tensor('go', [], BOOL, [bytes(9, Buffer.of(1))])),
      input('x'),
      output('y'),
    ]),
  /** Asks for more memory than there is. */
  greedy: () =>
    model([
      node('ConstantOfShape', ['size'], ['all']),
      node('ReduceMax', ['all'], ['most']),
      node('Add', ['x', 'most'], ['y']),
      message(5, tensor('size', [1], INT64, [bytes(9, int64(1e12))])),
      input('x'),
      output('y'),
    ]),
  /** Is made for so many rows, although its input says nothing of it. */
  forRows: (rows: number) =>
    model([
      node('Reshape', ['x', 'shape'], ['y']),
      message(5, tensor('shape', [2], INT64, [bytes(9, Buffer.concat([int64(rows), int64(1)]))])),
      input('x'),
      output('y'),
    ]),
  /** Multiplies by a float that is kept in another file. */
  withData: (file = 'model.onnx.data') =>
    model([
      node('Mul', ['x', 'w'], ['y']),
      message(5, tensor('w', [1], FLOAT, [entry('location', file), number(14, EXTERNAL)])),
      input('x'),
      output('y'),
    ]),
  /**
   * Of two columns, by three products with `scores` [2, 3], `values` [2, 2] and `score` [2, 1], what a
   * model of any kind may answer: labels, probabilities, scores, values as floats and (a third of them)
   * as doubles, flags, distances to `centers`.
   */
  answers: ({ scores, values, score, centers }: AnswerWeights) =>
    model([
      node('MatMul', ['x', 'w3'], ['scores']),
      node('MatMul', ['x', 'w2'], ['values']),
      node('MatMul', ['x', 'w1'], ['score']),
      node('ArgMax', ['scores'], ['class'], [whole('axis', 1), whole('keepdims', 0)]),
      node('Softmax', ['scores'], ['probabilities']),
      node('Sign', ['score'], ['side']),
      node('Cast', ['side'], ['sign'], [whole('to', INT64)]),
      node('Greater', ['score', 'zero'], ['isSecond']),
      node('Cast', ['isSecond'], ['second'], [whole('to', INT64)]),
      node('Neg', ['score'], ['first']),
      node('Concat', ['first', 'score'], ['both'], [whole('axis', 1)]),
      node('Cast', ['values'], ['doubles'], [whole('to', DOUBLE)]),
      node('Div', ['doubles', 'three'], ['thirds']),
      node('Cast', ['score'], ['double'], [whole('to', DOUBLE)]),
      node('Div', ['double', 'three'], ['third']),
      node('Sigmoid', ['values'], ['odds']),
      node('Greater', ['values', 'zero'], ['flags']),
      node('Sub', ['score', 'centers'], ['differences']),
      node('Abs', ['differences'], ['distances']),
      node('ArgMin', ['distances'], ['nearest'], [whole('axis', 1), whole('keepdims', 0)]),
      floats('w3', scores),
      floats('w2', values),
      floats('w1', score),
      floats('centers', [centers]),
      floats('zero', [[0]]),
      message(5, tensor('three', [1], DOUBLE, [bytes(9, Buffer.from(Float64Array.of(3).buffer))])),
      input('x', ['N', 2]),
      ...[
        output('scores', ['N', 3]),
        output('probabilities', ['N', 3]),
        output('values', ['N', 2]),
        output('odds', ['N', 2]),
        output('score'),
        output('both', ['N', 2]),
        output('distances', ['N', centers.length]),
        value(12, 'thirds', DOUBLE, ['N', 2]),
        value(12, 'third', DOUBLE, COLUMN),
        value(12, 'flags', BOOL, ['N', 2]),
        value(12, 'class', INT64, ['N']),
        value(12, 'sign', INT64, COLUMN),
        value(12, 'second', INT64, COLUMN),
        value(12, 'nearest', INT64, ['N']),
      ],
    ]),
  /** `probabilities` are the softmax of x times the weights, `label` is where the highest is. */
  classifier: (weights: readonly (readonly number[])[]) => {
    const [features, classes] = [weights.length, weights[0]?.length ?? 0];
    const content = Buffer.concat(weights.flat().map(float32));
    return model([
      node('MatMul', ['x', 'w'], ['scores']),
      node('Softmax', ['scores'], ['probabilities']),
      node('ArgMax', ['scores'], ['label'], [whole('axis', 1), whole('keepdims', 0)]),
      message(5, tensor('w', [features, classes], FLOAT, [bytes(9, content)])),
      input('x', ['N', features]),
      output('probabilities', ['N', classes]),
      value(12, 'label', INT64, ['N']),
    ]);
  },
};

/** Matrices by row. */
export interface AnswerWeights {
  readonly scores: Matrix;
  readonly values: Matrix;
  readonly score: Matrix;
  readonly centers: readonly number[];
}

type Matrix = readonly (readonly number[])[];

function floats(name: string, rows: Matrix): Buffer {
  const content = Buffer.concat(rows.flat().map(float32));
  return message(5, tensor(name, [rows.length, rows[0]?.length ?? 0], FLOAT, [bytes(9, content)]));
}

/** A tensor that a graph takes: its name, type and number of columns. */
export type GraphInput = readonly [name: string, type: Type, width: number];

/**
 * `y` is the sum of all numbers and truths of tensors of any types, less those that are NaN, and of what
 * texts are worth.
 */
export function mixedGraph(
  inputs: readonly GraphInput[],
  worth: Readonly<Record<string, number>>,
): Buffer {
  const worths = [
    attribute(
      'keys_strings',
      8,
      Object.keys(worth).map((key) => text(9, key)),
    ),
    attribute(
      'values_floats',
      6,
      Object.values(worth).map((one) => float(7, one)),
    ),
    attribute('default_float', 1, [float(2, 0)]),
  ];
  const sums = inputs.flatMap(([name, type]) => [
    type === 'string'
      ? node('LabelEncoder', [name], [`${name}_float`], [...worths, text(7, 'ai.onnx.ml')])
      : node('Cast', [name], [`${name}_float`], [whole('to', FLOAT)]),
    node('IsNaN', [`${name}_float`], [`${name}_missing`]),
    node('Where', [`${name}_missing`, 'zero', `${name}_float`], [`${name}_there`]),
    node('ReduceSum', [`${name}_there`, 'columns'], [`${name}_sum`]),
  ]);
  return model([
    ...sums,
    node(
      'Sum',
      inputs.map(([name]) => `${name}_sum`),
      ['y'],
    ),
    message(5, tensor('zero', [1], FLOAT, [bytes(9, float32(0))])),
    message(5, tensor('columns', [1], INT64, [bytes(9, int64(1))])),
    ...inputs.map(([name, type, width]) => value(11, name, TYPES[type], ['N', width])),
    output('y'),
  ]);
}

/** Little-endian, as ONNX keeps numbers. */
export function float32(value: number): Buffer {
  return Buffer.from(Float32Array.of(value).buffer);
}

function int64(value: number): Buffer {
  return Buffer.from(BigInt64Array.of(BigInt(value)).buffer);
}

function model(parts: readonly Buffer[]): Buffer {
  const opsets = [
    [text(1, ''), number(2, 13)],
    [text(1, 'ai.onnx.ml'), number(2, 2)],
  ];
  return Buffer.concat([
    number(1, 8),
    message(7, [text(2, 'tiny'), ...parts]),
    ...opsets.map((opset) => message(8, opset)),
  ]);
}

function loopBody(): Buffer[] {
  const body = [
    node('Identity', ['go'], ['on']),
    node('Identity', ['before'], ['after']),
    text(2, 'body'),
    value(11, 'turn', INT64, []),
    value(11, 'go', BOOL, []),
    value(11, 'before', FLOAT, COLUMN),
    value(12, 'on', BOOL, []),
    value(12, 'after', FLOAT, COLUMN),
  ];
  return [text(1, 'body'), message(6, body), number(20, GRAPH_ATTRIBUTE)];
}

function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Buffer[] = [],
): Buffer {
  return message(1, [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...attributes,
  ]);
}

function tensor(name: string, dims: readonly number[], type: number, content: readonly Buffer[]) {
  return [...dims.map((dim) => number(1, dim)), number(2, type), text(8, name), ...content];
}

/** A whole number as an attribute of a node (`AttributeProto.INT`). */
function whole(name: string, content: number): Buffer {
  return message(5, [text(1, name), number(3, content), number(20, 2)]);
}

/** @param type `AttributeProto.AttributeType` */
function attribute(name: string, type: number, content: readonly Buffer[]): Buffer {
  return message(5, [text(1, name), ...content, number(20, type)]);
}

/** A float of 32 bits as a field. */
function float(field: number, content: number): Buffer {
  return Buffer.concat([Buffer.of((field << 3) | 5), float32(content)]);
}

function entry(key: string, content: string): Buffer {
  return message(13, [text(1, key), text(2, content)]);
}

function input(name: string, shape = COLUMN): Buffer {
  return value(11, name, FLOAT, shape);
}

function output(name: string, shape = COLUMN): Buffer {
  return value(12, name, FLOAT, shape);
}

function value(field: number, name: string, type: number, shape: Shape): Buffer {
  const dims = shape.map((dim) =>
    message(1, [typeof dim === 'string' ? text(2, dim) : number(1, dim)]),
  );
  return message(field, [
    text(1, name),
    message(2, [message(1, [number(1, type), message(2, dims)])]),
  ]);
}
