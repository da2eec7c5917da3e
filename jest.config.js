/** Unit specs stand beside the source; HTTP tests in `test/` drive the build in `dist`. */
export default {
  globalSetup: './test/support/fresh.build.js',
  testEnvironment: './test/support/node.environment.js',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#dist/(.*)$': '<rootDir>/dist/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '(^|/)(src|test)/.*\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
  reporters: ['default', './test/support/store.reporter.js'],
  // Browser tests have a configuration of their own.
  testPathIgnorePatterns: ['<rootDir>/test/web/'],
  testTimeout: 60_000,
  maxWorkers: 2,
};
