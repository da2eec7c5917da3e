export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Shown at `/problems/<code>`: when it happens and what a client does about it. */
  readonly explanation: string;
  /** Seconds after which another try makes sense. */
  readonly retryAfter?: number;
}

/** Every way in which a request can fail, by its code. */
export const problemCatalog = {
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    explanation:
      'The JSON or multipart body is broken or nested deeper than 32 levels, a query parameter has a value that is not allowed, or a paging cursor is damaged or belongs to other filters. Correct the request; the same one fails again.',
  },
  'model-required': {
    status: 400,
    title: 'The request must name a model',
    explanation:
      'Several models are served and none is the default (DEFAULT_MODEL). Name one with ?model=; `errors` and GET /models list them.',
  },
  unauthenticated: {
    status: 401,
    title: 'The request does not say who sends it',
    explanation:
      'This server answers those it knows (ACCESS=required). Send a key that is valid now, as `Authorization: Bearer tsk_…` or `X-API-Key: tsk_…`, or a token of its issuer (OIDC_ISSUER) as a Bearer token; never in the URL. Whoever runs the server makes keys with `tabserve keys create`.',
  },
  forbidden: {
    status: 403,
    title: 'The caller may not do this',
    explanation:
      'The key or token is known, and lacks the scope that the route asks for; `detail` and the WWW-Authenticate header name it. Whoever runs the server gives scopes.',
  },
  'recording-required': {
    status: 403,
    title: 'Unrecorded predictions are not allowed here',
    explanation:
      'This server stores every prediction (ALLOW_UNRECORDED=false). Leave out record=false.',
  },
  'foreign-origin': {
    status: 403,
    title: 'A page of another site may not do this',
    explanation:
      'The browser says that a page of another site has sent this request. CORS_ORIGINS lists the sites whose pages may; links to the page, /docs and /problems always work.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    explanation: 'No such route, prediction or batch. Check the path and the id.',
  },
  'unknown-model': {
    status: 404,
    title: 'No such model or version',
    explanation: 'GET /models lists the models and versions that are served.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The route does not take this method',
    explanation: 'The Allow header lists the methods that the route takes.',
  },
  'not-acceptable': {
    status: 406,
    title: 'None of the accepted media types can be produced',
    explanation: 'The Accept header names only media types that this route does not answer with.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    explanation: 'The headers or the body came too slowly. Send the request again.',
    retryAfter: 1,
  },
  'too-large': {
    status: 413,
    title: 'The request is larger than the limit',
    explanation:
      'The body has more bytes, or the file more rows, than this server takes. Split it; exactly the limit passes.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a kind that this route does not take',
    explanation:
      'Bodies are JSON. Tables are CSV, TSV, NDJSON (as UTF-8, UTF-16 with a byte-order mark or windows-1252, also as gzip), Parquet, .xlsx or a JSON array; `detail` says what this one is, and what to send.',
  },
  'misdirected-request': {
    status: 421,
    title: 'The request is meant for another host',
    explanation:
      'The Host header has a name by which this server is not to be asked. ALLOWED_HOSTS lists the names that it is known by, such as that of a proxy before it.',
  },
  'invalid-features': {
    status: 422,
    title: 'The features make no sense to the model',
    explanation:
      'A feature is missing, unknown, of the wrong type, not finite, of an unknown category or beyond a hard limit. `errors` has one entry per fault; GET /models shows what the model takes.',
  },
  'invalid-file': {
    status: 422,
    title: 'The file makes no sense to the model',
    explanation:
      '`errors` names the line, the column and the kind of each fault (the first 100; `errorCount` is the total). Nothing was stored. With onError=skip the good rows are answered all the same.',
  },
  'ambiguous-table': {
    status: 422,
    title: 'The table can be read in more than one way',
    explanation:
      'Both ways make sense, and the numbers differ: 1,234 may be a number below two or above a thousand; a workbook may have several tables. `choices` lists the query parameters that say which is meant. Send the file again with one of them.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    explanation: 'This client sent more requests than it may. Wait for Retry-After seconds.',
    retryAfter: 1,
  },
  'header-too-large': {
    status: 431,
    title: 'The request headers are too large',
    explanation: 'The request line and headers together exceed 16 KiB. Send fewer or shorter ones.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on the server',
    explanation:
      'The fault is on the server. Report it with the request id; the log has the details under that id.',
  },
  'model-not-ready': {
    status: 503,
    title: 'The model is not being served',
    explanation:
      'The model is still loading, or it was refused because its folder contradicts itself; /health/ready says which.',
    retryAfter: 5,
  },
  'history-unavailable': {
    status: 503,
    title: 'The history store cannot be reached',
    explanation:
      'An answer leaves only after it is stored, so nothing is answered meanwhile. Send the request again; it may have been stored without having been answered.',
    retryAfter: 2,
  },
  'issuer-unavailable': {
    status: 503,
    title: 'The token cannot be checked now',
    explanation:
      'The issuer of tokens (OIDC_ISSUER) was never reached since the server has started, so nobody can say whether the token is good. Send the request again; keys go on working.',
    retryAfter: 5,
  },
  overloaded: {
    status: 503,
    title: 'The server is busy',
    explanation: 'A queue is full. Wait for Retry-After seconds and send the request again.',
    retryAfter: 1,
  },
  'storage-full': {
    status: 507,
    title: 'There is no room to store the answers',
    explanation:
      'The disk of the history has no room for the rows of this file. Nothing of it was stored; smaller files and single predictions may still be answered. Whoever runs the server has to make room; record=false is answered without storing.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemCatalog;
