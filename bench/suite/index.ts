import { batchSuite } from './batch.suite.js';
import { besideSuite } from './beside.suite.js';
import { historySuite } from './history.suite.js';
import { overloadSuite } from './overload.suite.js';
import { pageSuite } from './page.suite.js';
import { predictSuite, predictWorkersSuite } from './predict.suite.js';
import { predictAccessSuite } from './predict-access.suite.js';
import { predictMongoSuite } from './predict-mongo.suite.js';
import { startSuite } from './start.suite.js';
import type { Suite } from './suite.js';

export const SUITES: readonly Suite[] = [
  predictSuite,
  predictWorkersSuite,
  predictAccessSuite,
  predictMongoSuite,
  batchSuite,
  besideSuite,
  historySuite,
  overloadSuite,
  startSuite,
  pageSuite,
];
