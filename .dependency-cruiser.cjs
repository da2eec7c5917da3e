/**
 * Who may import whom (docs/architecture.md), checked by `npm run check` over src, web and bench:
 * main -> cli -> app -> {features, observe} -> {scoring, http} -> {inference, storage, access} -> {domain, problem, config}
 */
const FEATURES = 'prediction|batch|history|model';
const GROUND = 'domain|problem|config';
const TEST = '\\.(spec|fixture)\\.ts$|^src/storage/contract/';

/** What a room may import of `src` besides itself. */
function room(name, below, comment) {
  return {
    name: `${name}-knows-what-is-below`,
    comment,
    severity: 'error',
    from: { path: `^src/${name}/`, pathNot: TEST },
    to: { path: '^src/', pathNot: `^src/(${[name, ...below].join('|')})(/|$)` },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that cannot be resolved escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    room('domain', [], 'Plain types and rules.'),
    room('problem', ['domain'], 'The closed set of errors.'),
    room('config', [], 'The one place that reads the environment.'),
    room('inference', [GROUND], 'Models know neither stores nor HTTP.'),
    room('storage', [GROUND], 'Stores know neither models nor HTTP.'),
    room('scoring', ['inference', 'storage', GROUND], 'What every door calls knows no door.'),
    room('access', [GROUND], 'Who may knows no protocol.'),
    room('http', ['access', GROUND], 'HTTP plumbing serves every door and knows none of them.'),
    room(
      `(${FEATURES})`,
      ['scoring', 'http', 'inference', 'storage', GROUND],
      'A feature never imports another.',
    ),
    room(
      'observe',
      ['scoring', 'http', 'inference', 'storage', GROUND],
      'Health, metrics and the API document.',
    ),
    room('page', [], 'How the web page is served.'),
    room(
      'cli',
      ['serve\\.ts', 'cluster', 'access', 'scoring', 'inference', GROUND],
      'Commands, of which one serves and one is a door to scoring beside HTTP.',
    ),
    room(
      'cluster',
      ['observe', 'http', 'storage', 'config'],
      'Processes, which serve nothing themselves.',
    ),
    {
      name: 'features-are-apart',
      comment: 'A feature never imports another; what two need belongs below them.',
      severity: 'error',
      from: { path: `^src/(${FEATURES})/` },
      to: { path: `^src/(${FEATURES})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'observers-are-apart',
      severity: 'error',
      from: { path: '^src/observe/([^/]+)/' },
      to: { path: '^src/observe/', pathNot: '^src/observe/$1/' },
    },
    {
      name: 'contracts-are-low',
      comment: 'registry -> runtime -> contract.',
      severity: 'error',
      from: { path: '^src/inference/contract/' },
      to: { path: '^src/inference/', pathNot: '^src/inference/contract/' },
    },
    {
      name: 'the-runtime-knows-no-registry',
      severity: 'error',
      from: { path: '^src/inference/runtime/', pathNot: TEST },
      to: { path: '^src/inference/registry/' },
    },
    {
      name: 'stores-are-apart',
      comment: 'SQLite and Mongo share the storage folder above them, never each other.',
      severity: 'error',
      from: { path: '^src/storage/(sqlite|mongo)/', pathNot: TEST },
      to: { path: '^src/storage/(sqlite|mongo)/', pathNot: '^src/storage/$1/' },
    },
    {
      name: 'only-storage-makes-stores',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/storage/|${TEST}` },
      to: { path: '^src/storage/(sqlite|mongo)/' },
    },
    {
      name: 'threads-load-no-framework',
      comment: 'Nest would be most of the start of a thread, and of its memory.',
      severity: 'error',
      from: { path: '\\.worker\\.ts$' },
      to: { path: 'node_modules/@nestjs/', reachable: true },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'only-main-runs-commands',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts$|cli/)' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-notebooks',
      comment: 'The app meets the training code only through the model folder.',
      severity: 'error',
      from: {},
      to: { path: '^(notebooks|python)/' },
    },
    {
      name: 'no-test-code',
      comment: 'What ships does not lean on specs, fixtures or test support.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: `${TEST}|^test/` },
    },
    {
      name: 'only-storage-mongo-knows-mongoose',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/storage/mongo/' },
      to: { path: '(^|/)node_modules/(mongoose|mongodb|@nestjs/mongoose)/' },
    },
    {
      name: 'only-storage-sqlite-knows-libsql',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/storage/sqlite/' },
      to: { path: '(^|/)node_modules/(libsql|@libsql/[^/]+)/' },
    },
    {
      name: 'only-the-runtime-knows-onnxruntime',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/inference/runtime/' },
      to: { path: '(^|/)node_modules/onnxruntime-(node|common)/' },
    },
    {
      name: 'no-dev-dependency-in-what-ships',
      comment: 'The image holds production dependencies only.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
