import { UnreadGraph } from './unread.graph.js';
import { WireReader } from './wire.reader.js';

/** What an attribute of a node holds; numbers of ONNX are what its type says they are. */
export interface Attribute {
  readonly floats: readonly number[];
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

export interface GraphNode {
  /** With its domain where that is not the one of ONNX itself: `ai.onnx.ml.Scaler`. */
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** A graph as far as trees need it. */
export interface GraphFile {
  readonly nodes: readonly GraphNode[];
  /** Constants that are one float32. */
  readonly scalars: ReadonlyMap<string, number>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const FLOAT = 1;

/**
 * Numbers are the field numbers of onnx.proto. Only what is known to have no bearing is skipped.
 * @throws UnreadGraph when it is no ONNX graph, or has functions or constants of other kinds
 */
export function readGraphFile(bytes: Buffer): GraphFile {
  const model = new WireReader(bytes);
  const graphs: Buffer[] = [];
  while (model.step()) {
    if (model.field === 7) graphs.push(model.content());
    else if (![1, 2, 3, 4, 5, 6, 8, 14].includes(model.field)) throw unknown('model', model);
  }
  const [graph] = graphs;
  if (graph === undefined || graphs.length > 1) throw new UnreadGraph('is not one graph');
  return readGraph(new WireReader(graph));
}

function readGraph(graph: WireReader): GraphFile {
  const nodes: GraphNode[] = [];
  const scalars = new Map<string, number>();
  const inputs: string[] = [];
  const outputs: string[] = [];
  while (graph.step()) {
    if (graph.field === 1) nodes.push(readNode(graph.message()));
    else if (graph.field === 5) readScalar(graph.message(), scalars);
    else if (graph.field === 11) inputs.push(readName(graph.message()));
    else if (graph.field === 12) outputs.push(readName(graph.message()));
    else if (![2, 10, 13, 16].includes(graph.field)) throw unknown('graph', graph);
  }
  return { nodes, scalars, inputs, outputs };
}

function readNode(node: WireReader): GraphNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Attribute>();
  let [type, domain] = ['', ''];
  while (node.step()) {
    if (node.field === 1) inputs.push(node.text());
    else if (node.field === 2) outputs.push(node.text());
    else if (node.field === 4) type = node.text();
    else if (node.field === 5) readAttribute(node.message(), attributes);
    else if (node.field === 7) domain = node.text();
    else if (![3, 6, 9].includes(node.field)) throw unknown('node', node);
  }
  const operator = domain === '' || domain === 'ai.onnx' ? type : `${domain}.${type}`;
  return { operator, inputs, outputs, attributes };
}

function readAttribute(attribute: WireReader, into: Map<string, Attribute>): void {
  let name = '';
  const [floats, numbers, texts]: [number[], number[], string[]] = [[], [], []];
  while (attribute.step()) {
    if (attribute.field === 1) name = attribute.text();
    else if (attribute.field === 2 || attribute.field === 7) attribute.floats(floats);
    else if (attribute.field === 3 || attribute.field === 8) attribute.numbers(numbers);
    else if (attribute.field === 4 || attribute.field === 9) texts.push(attribute.text());
    else if (![13, 20].includes(attribute.field)) throw unknown('attribute', attribute);
  }
  if (into.has(name)) throw new UnreadGraph(`two attributes are called "${name}"`);
  into.set(name, { floats, numbers, texts });
}

/** A tensor that is not one float32 is left out: who asks for it finds none. */
function readScalar(tensor: WireReader, into: Map<string, number>): void {
  const [dims, values]: [number[], number[]] = [[], []];
  let [name, type, isPlain] = ['', 0, true];
  while (tensor.step()) {
    if (tensor.field === 1) tensor.numbers(dims);
    else if (tensor.field === 2) type = tensor.number();
    else if (tensor.field === 4 || tensor.field === 9) tensor.floats(values);
    else if (tensor.field === 8) name = tensor.text();
    else isPlain = false;
  }
  const [value = Number.NaN] = values;
  const isScalar = values.length === 1 && dims.length <= 1 && dims.every((dim) => dim === 1);
  if (isPlain && isScalar && type === FLOAT) into.set(name, value);
}

function readName(value: WireReader): string {
  let name = '';
  while (value.step()) if (value.field === 1) name = value.text();
  return name;
}

function unknown(what: string, { field }: WireReader): UnreadGraph {
  return new UnreadGraph(`the ${what} has the field ${field}`);
}
