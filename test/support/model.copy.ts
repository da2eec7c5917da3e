import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Record<string, unknown>;

interface ModelCopy {
  readonly from: string;
  readonly name: string;
  readonly version?: string;
}

/** Copies version 1 of a model into a folder of models, as another version when one is given. */
export function copyModel(folder: string, { from, name, version = '1' }: ModelCopy): void {
  cpSync(join(from, name, '1'), join(folder, name, version), { recursive: true });
  editJson(folder, name, 'model.json', (contract) => Object.assign(contract, { version }), version);
}

export function digestOf(folder: string, name: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, name, '1/model.onnx')))
    .digest('hex');
}

/** Reads a JSON file of a model, and writes it again when `edit` is given. */
export function editJson(
  folder: string,
  name: string,
  file: string,
  edit?: (content: Json) => unknown,
  version = '1',
): Json {
  const path = join(folder, name, version, file);
  const content = JSON.parse(readFileSync(path, 'utf8')) as Json;
  if (edit) {
    edit(content);
    writeFileSync(path, JSON.stringify(content));
  }
  return content;
}

/** A way to break the copy of `penguins-mixed`, and what must be said of it. */
export type Refusal = readonly [string, (folder: string) => void, RegExp];

const NAME = 'penguins-mixed';

interface Contract {
  name: string;
  version: string;
  sha256: string;
  task: string;
  inputs: { tensor: string; features: Json[] }[];
  outputs: Json & { classes: unknown[] };
  examples: { inputs: Json }[];
}

const contract = (edit: (contract: Contract) => unknown) => (folder: string) => {
  editJson(folder, NAME, 'model.json', (content) => edit(content as unknown as Contract));
};
const feature = (at: number, changes: Json) =>
  contract(({ inputs }) => Object.assign(inputs[at]?.features[0] as Json, changes));
const golden = (edit: (golden: Json & { vectors: Json[] }) => unknown) => (folder: string) => {
  editJson(folder, NAME, 'golden.json', (content) => edit(content as Json & { vectors: Json[] }));
};
const path = (folder: string, file: string) => join(folder, NAME, '1', file);
const remove = (file: string) => (folder: string) => rmSync(path(folder, file));
const write = (file: string, text: string) => (folder: string) =>
  writeFileSync(path(folder, file), text);

export function refusalsOf(): Refusal[] {
  return [
    ['no contract', remove('model.json'), /model\.json: is missing/],
    ['no graph', remove('model.onnx'), /model\.onnx: is missing/],
    ['no golden vectors', remove('golden.json'), /golden\.json: is missing/],
    ['a contract that is not JSON', write('model.json', '{'), /model\.json: is not JSON/],
    ['golden vectors that are not JSON', write('golden.json', '['), /golden\.json: is not JSON/],
    [
      'another digest',
      contract((c) => {
        c.sha256 = '0'.repeat(64);
      }),
      /model\.json \/sha256: /,
    ],
    ['a graph that is none', spoilGraph, /model\.onnx: cannot be loaded/],
    [
      'another name',
      contract((c) => {
        c.name = 'other';
      }),
      /model\.json \/name: is other/,
    ],
    [
      'another version',
      contract((c) => {
        c.version = '2';
      }),
      /model\.json \/version: is 2/,
    ],
    [
      'a tensor that the graph has not',
      contract((c) => {
        c.inputs[0]!.tensor = 'x';
      }),
      /model\.json \/inputs\/0\/tensor: .*"x"/,
    ],
    ['a tensor left out', dropSex, /model\.json \/inputs: .*"sex"/],
    [
      'another dtype',
      feature(0, { dtype: 'int64' }),
      /model\.json \/inputs\/0\/features\/0\/dtype: is int64/,
    ],
    ['two features for one column', addColumn, /model\.json \/inputs\/0\/features: has 2 features/],
    [
      'an output that the graph has not',
      contract((c) => {
        c.outputs.label = 'x';
      }),
      /model\.json \/outputs\/label: .*"x"/,
    ],
    [
      'too few classes',
      contract((c) => c.outputs.classes.pop()),
      /model\.json \/outputs\/classes: has 2 classes/,
    ],
    [
      'classes of another order',
      contract((c) => c.outputs.classes.reverse()),
      /model\.json \/outputs\/classes/,
    ],
    [
      'an unknown task',
      contract((c) => {
        c.task = 'ranking' as never;
      }),
      /model\.json \/task: /,
    ],
    [
      'an unknown field',
      feature(0, { colour: 'red' }),
      /model\.json \/inputs\/0\/features\/0: .*colour/,
    ],
    [
      'an unknown dtype',
      feature(0, { dtype: 'float16' }),
      /model\.json \/inputs\/0\/features\/0\/dtype: /,
    ],
    [
      'a missing field',
      contract((c) => delete (c as Partial<Contract>).outputs),
      /model\.json \/: .*outputs/,
    ],
    [
      'limits that exclude all',
      feature(0, { hard: { min: 2, max: 1 } }),
      /model\.json feature bill_length_mm, hard: /,
    ],
    [
      'an alias that two features have',
      feature(0, { aliases: ['SEX '] }),
      /model\.json \/inputs: "sex" names both/,
    ],
    [
      'categories of a number',
      feature(0, { categories: ['a'] }),
      /model\.json \/inputs\/0\/features\/0/,
    ],
    [
      'an example that is refused',
      contract((c) => {
        c.examples[1]!.inputs.island = 'Atlantis';
      }),
      /model\.json \/examples\/1\/inputs\/island: /,
    ],
    [
      'golden vectors of other features',
      golden((g) => {
        g.features = ['x'];
      }),
      /golden\.json \/features: /,
    ],
    [
      'a tolerance that allows all',
      golden((g) => {
        g.tolerance = 1;
      }),
      /golden\.json \/tolerance: /,
    ],
    [
      'no golden vector',
      golden((g) => {
        g.vectors = [];
      }),
      /golden\.json \/vectors: /,
    ],
    [
      'another golden label',
      golden((g) => Object.assign(g.vectors[3]!, { label: 'Emperor' })),
      /golden\.json \/vectors\/3: .*Emperor/,
    ],
    [
      'another golden probability',
      golden((g) => Object.assign(g.vectors[5]!, { probabilities: [0.4, 0.3, 0.3] })),
      /golden\.json \/vectors\/5: /,
    ],
  ];
}

/** Bytes that are no graph, with the right digest. */
function spoilGraph(folder: string): void {
  write('model.onnx', 'no graph')(folder);
  contract((c) => {
    c.sha256 = digestOf(folder, NAME);
  })(folder);
}

/** A contract and its golden vectors agree with each other, not with the graph. */
function dropSex(folder: string): void {
  contract((c) => c.inputs.pop())(folder);
  golden((g) => (g.features as string[]).pop())(folder);
}

function addColumn(folder: string): void {
  contract((c) => c.inputs[0]?.features.push({ name: 'x', dtype: 'float32' }))(folder);
  golden((g) => (g.features as string[]).splice(1, 0, 'x'))(folder);
}
