/**
 * Who may import whom (docs/architecture.md), checked by `npm run check`:
 * main -> app -> features -> {inference, storage} -> {problem, config}
 */
const FEATURES = 'prediction|batch|history|model|health|metrics';
const TEST = '\\.(spec|fixture)\\.ts$|^src/storage/contract/';

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
    {
      name: 'features-are-apart',
      comment: 'A feature never imports another; what two need belongs below them.',
      severity: 'error',
      from: { path: `^src/(${FEATURES})/` },
      to: { path: `^src/(${FEATURES})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'features-know-what-is-below',
      comment:
        'A feature knows HTTP plumbing, models, storage, problems and settings; not the app.',
      severity: 'error',
      from: { path: `^src/(${FEATURES})/` },
      to: { path: '^src/', pathNot: `^src/(${FEATURES}|http|inference|storage|problem|config)/` },
    },
    {
      name: 'inference-and-storage-are-low',
      comment: 'They import themselves, problems and settings; never each other, never HTTP.',
      severity: 'error',
      from: { path: '^src/(inference|storage)/' },
      to: { path: '^src/', pathNot: '^src/($1|problem|config)/' },
    },
    {
      name: 'stores-are-apart',
      comment: 'SQLite and Mongo share the storage folder above them, never each other.',
      severity: 'error',
      from: { path: '^src/storage/(sqlite|mongo)/', pathNot: TEST },
      to: { path: '^src/storage/(sqlite|mongo)/', pathNot: '^src/storage/$1/' },
    },
    {
      name: 'http-is-low',
      comment: 'HTTP plumbing serves every feature and knows none of them.',
      severity: 'error',
      from: { path: '^src/http/' },
      to: { path: '^src/', pathNot: '^src/(http|problem|config)/' },
    },
    {
      name: 'docs-read-contracts',
      comment: 'The OpenAPI document is made from the contracts and the problem catalogue.',
      severity: 'error',
      from: { path: '^src/docs/' },
      to: { path: '^src/', pathNot: '^src/(docs|http|inference|problem)/' },
    },
    {
      name: 'only-the-app-knows-docs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(docs/|app\\.)' },
      to: { path: '^src/docs/' },
    },
    {
      name: 'threads-load-no-framework',
      comment: 'Nest would be most of the start of a thread, and of its memory.',
      severity: 'error',
      from: { path: '\\.worker\\.ts$' },
      to: { path: 'node_modules/@nestjs/', reachable: true },
    },
    {
      name: 'problem-and-config-stand-alone',
      severity: 'error',
      from: { path: '^src/(problem|config)/' },
      to: { path: '^src/', pathNot: '^src/$1/' },
    },
    {
      name: 'only-main-and-tests-import-the-app',
      comment: 'The app composes; nothing inside it may reach for the whole.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(main|serve|app\\.[a-z]+)\\.ts$|${TEST}` },
      to: { path: '^src/app\\.[a-z.]+$' },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'only-the-app-serves-the-page',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(page/|app\\.)' },
      to: { path: '^src/page/' },
    },
    {
      name: 'no-notebooks',
      comment: 'The app meets the training code only through the model folder.',
      severity: 'error',
      from: {},
      to: { path: '^notebooks/' },
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
      name: 'only-inference-knows-onnxruntime',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/inference/' },
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
