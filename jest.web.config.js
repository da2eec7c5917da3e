import base from './jest.config.js';

/** Tests of the page in a real browser, against the built service. */
export default {
  ...base,
  roots: ['<rootDir>/test/web'],
  testPathIgnorePatterns: [],
  reporters: ['default'],
  testTimeout: 120_000,
  // One browser at a time: two of them starve the service that they look at.
  maxWorkers: 1,
};
