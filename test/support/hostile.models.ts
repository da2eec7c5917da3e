import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editJson } from './model.copy.js';
import { graphs } from './onnx.graph.js';
import { writeRegression } from './tiny.model.js';

/** What is wrong with a folder, how it comes to be, and what must be said of it. */
type Hostile = readonly [what: string, make: (folder: string, name: string) => void, RegExp];

type Json = Record<string, unknown>;

const TEXTS = ['model.json', 'golden.json', 'README.md'];
const FILES = [...TEXTS, 'model.onnx', 'model.onnx.data'];
const TOO_LARGE = 2 ** 31;
const DEPTH = 100_000;

/** A good model with one file of it made anew, by what is given its path. */
const withFile = (file: string, make: (path: string) => void) => (folder: string, name: string) => {
  writeRegression(folder, name, { graph: graphs.of('Log') });
  const path = join(folder, name, '1', file);
  rmSync(path, { force: true });
  make(path);
};
const withText = (file: string, text: string | Buffer) =>
  withFile(file, (path) => writeFileSync(path, text));
const withGraph = (graph: Buffer, value?: number) => (folder: string, name: string) =>
  writeRegression(folder, name, { graph, ...(value === undefined ? {} : { value }) });
const withEdit =
  (file: string, edit: (content: Json) => void) => (folder: string, name: string) => {
    writeRegression(folder, name, { graph: graphs.of('Log') });
    editJson(folder, name, file, edit);
  };
const vector = (change: unknown) =>
  withEdit('golden.json', (golden) => {
    golden.vectors = [change];
  });

/** Each of these is refused, and nothing else with it. */
export const HOSTILE_MODELS: readonly Hostile[] = [
  ...FILES.flatMap((file): Hostile[] => {
    const fault = (detail: string) => new RegExp(`^${file}: ${detail}`);
    const link = (to: string) => withFile(file, (path) => symlinkSync(to, path));
    const pipe = withFile(file, (path) => execFileSync('mkfifo', [path]));
    const huge = withFile(file, (path) => {
      writeFileSync(path, '');
      truncateSync(path, TOO_LARGE);
    });
    return [
      [
        `${file} is a folder`,
        withFile(file, (path) => mkdirSync(path)),
        fault('is no regular file'),
      ],
      [`${file} is a pipe`, pipe, fault('is no regular file')],
      [`${file} has no end`, link('/dev/zero'), fault('leads out of the model folder')],
      [`${file} is elsewhere`, link('/etc/hostname'), fault('leads out of the model folder')],
      [`${file} leads to itself`, link(file), fault('cannot be read \\(ELOOP\\)')],
      [`${file} is huge`, huge, fault(`has ${TOO_LARGE} bytes, \\d+ are the most`)],
    ];
  }),
  ...['model.json', 'golden.json', 'model.onnx'].flatMap((file): Hostile[] => [
    [`no ${file}`, withFile(file, () => {}), new RegExp(`^${file}: is missing`)],
    [
      `${file} leads nowhere`,
      withFile(file, (path) => symlinkSync('nothing', path)),
      new RegExp(`^${file}: is missing`),
    ],
    [`${file} is empty`, withText(file, ''), /^(model|golden)\.json.*: is /],
  ]),
  [
    'UTF-16',
    withText('model.json', Buffer.from('\uFEFF{}', 'utf16le')),
    /^model\.json: is not JSON/,
  ],
  ['nothing but null', withText('model.json', 'null'), /^model\.json \/: must be object/],
  ['a contract too deep to be sent', tooDeep, /^model\.json: Maximum call stack/],
  [
    'a feature that no object can have',
    (folder, name) =>
      writeRegression(folder, name, { graph: graphs.of('Log'), feature: '__proto__' }),
    /^model\.json \/inputs\/0\/features\/0\/name: /,
  ],
  ['golden null', withText('golden.json', 'null'), /^golden\.json \/features: must be x/],
  ['a vector of null', vector(null), /^golden\.json \/vectors\/0\/inputs: must be a list of 1/],
  ['too few inputs', vector({ inputs: [] }), /^golden\.json \/vectors\/0\/inputs: must be a list/],
  ['too many inputs', vector({ inputs: [1, 1], value: 0 }), /\/inputs: must be a list of 1/],
  ['text for a number', vector({ inputs: ['1'], value: 0 }), /\/inputs\/0: is no float32/],
  ['null for a number', vector({ inputs: [null], value: 0 }), /\/inputs\/0: is no float32/],
  ['another answer', vector({ inputs: [1], value: 1 }), /\/vectors\/0: the trainer says 1/],
  ['no answer at all', vector({ inputs: [-1], value: 0 }), /\/vectors: in a run of 1: .*finite/],
  ['no graph', withGraph(Buffer.from('no graph')), /^model\.onnx: cannot be loaded/],
  ['half a graph', withGraph(graphs.of('Log').subarray(0, 60)), /^model\.onnx: cannot be loaded/],
  ['no operator', withGraph(graphs.of('Nothing')), /^model\.onnx: cannot be loaded/],
  ['a graph that never ends', withGraph(graphs.endless()), /^model\.onnx: did not load and answer/],
  ['a graph that takes all memory', withGraph(graphs.greedy()), /\/vectors: in a run of 1: /],
  [
    'a fixed batch size',
    withGraph(graphs.of('Log', 1)),
    /\/inputs\/0\/tensor: takes exactly 1 row/,
  ],
  ['an inner batch size', withGraph(graphs.forRows(1), 1), /\/vectors: in a run of 2: /],
  ['no data', withGraph(graphs.withData()), /^model\.onnx: cannot be loaded: .*model\.onnx\.data/],
  ['data above', withGraph(graphs.withData('../../good/1/model.onnx')), /^model\.onnx: cannot/],
  ['data elsewhere', withGraph(graphs.withData('/etc/hostname')), /^model\.onnx: cannot be loaded/],
  ['an empty version', (folder, name) => emptyVersion(folder, name), /^model\.json: is missing/],
  ['a version that leads nowhere', versionTo('nothing'), /^model\.json: is missing/],
  ['a version that leads to itself', versionTo('1'), /^model\.json: cannot be read \(ELOOP\)/],
  ['a version that leads out', versionTo('/'), /^model\.json: is missing/],
];

/** Each of these is no model at all. */
export const STRAYS: readonly Hostile[] = [
  ['a file', (folder, name) => writeFileSync(join(folder, name), ''), /is no folder/],
  ['a pipe', (folder, name) => execFileSync('mkfifo', [join(folder, name)]), /is no folder/],
  ['an empty folder', (folder, name) => mkdirSync(join(folder, name)), /has no version in it/],
  ['a link to nothing', linkTo('nothing'), /is a link that leads nowhere/],
  [
    'a link to itself',
    (folder, name) => linkTo(name)(folder, name),
    /is a link that leads to itself/,
  ],
  ['a link to everything', linkTo('/'), /leads out of the model folder/],
  ['a link to the folder of models', linkTo('.'), /leads out of the model folder/],
];

function linkTo(to: string) {
  return (folder: string, name: string) => symlinkSync(to, join(folder, name));
}

function emptyVersion(folder: string, name: string): void {
  mkdirSync(join(folder, name, '1'), { recursive: true });
}

function versionTo(to: string) {
  return (folder: string, name: string) => {
    mkdirSync(join(folder, name));
    symlinkSync(to, join(folder, name, '1'));
  };
}

/** No program but a parser writes what is as deep as this. */
function tooDeep(folder: string, name: string): void {
  withEdit('model.json', (contract) => Object.assign(contract, { provenance: { deep: 'deep' } }))(
    folder,
    name,
  );
  const path = join(folder, name, '1/model.json');
  const deep = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"deep"}', `${deep}}`));
}
