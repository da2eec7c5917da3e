import type { ProblemCode } from '../../problem/problem.catalog.js';

/* Operations by what they do, as their ids say. */
const PREDICTING = ['predict', 'predictFile', 'checkFile'];
const FILTERING = ['listHistory', 'summarizeHistory', 'exportHistory'];
const RECALLING = ['getPrediction', 'getBatch', 'getBatchResults'];
const SHOWING_MODEL = ['getModel', 'getModelVersion', 'getModelGraph', 'getModelData'];
const SCOPED = [...PREDICTING, ...FILTERING, ...RECALLING, 'listModels', ...SHOWING_MODEL];
const CALLS = [...SCOPED, 'getAccess'];
const EVERY = [...CALLS, 'checkLive', 'checkReady'];

/** Which operations may answer with a problem: the one place that says so of every code. */
const operationsByCode: Readonly<Record<ProblemCode, readonly string[]>> = {
  'malformed-request': [...PREDICTING, ...FILTERING],
  'model-required': PREDICTING,
  unauthenticated: CALLS,
  forbidden: SCOPED,
  'recording-required': ['predict', 'predictFile'],
  'foreign-origin': EVERY,
  'not-found': [...RECALLING, ...SHOWING_MODEL],
  'unknown-model': [...PREDICTING, ...SHOWING_MODEL],
  // Of a path, and so of no operation.
  'method-not-allowed': [],
  'not-acceptable': EVERY,
  'request-timeout': EVERY,
  'too-large': PREDICTING,
  // A body may be announced as compressed to any of them.
  'unsupported-media-type': EVERY,
  'misdirected-request': EVERY,
  'invalid-features': ['predict'],
  'invalid-file': ['predictFile', 'checkFile'],
  'ambiguous-table': ['predictFile', 'checkFile'],
  'rate-limited': CALLS,
  'header-too-large': EVERY,
  internal: EVERY,
  'model-not-ready': [...PREDICTING, ...SHOWING_MODEL, 'checkReady'],
  'history-unavailable': ['predict', 'predictFile', ...FILTERING, ...RECALLING, 'checkReady'],
  'issuer-unavailable': CALLS,
  overloaded: PREDICTING,
  'storage-full': ['predictFile'],
};

/** Codes of the problems that an operation may answer with, in the catalogue's order. */
export function problemsOf(operationId: string): ProblemCode[] {
  const codes = Object.keys(operationsByCode) as ProblemCode[];
  return codes.filter((code) => operationsByCode[code].includes(operationId));
}
