// Made from /openapi.json by `npm run web:types`; do not edit.
export interface paths {
  '/access': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whose key or token the request brings, and what it may do here. */
    get: operations['getAccess'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/predict': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Predicts one sample and stores the answer. */
    post: operations['predict'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/predict-batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Predicts every row of a file and stores the answers as one batch. */
    post: operations['predictFile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/predict-batch/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says what a file would be taken for, and what is wrong with it; scores and stores nothing. */
    post: operations['checkFile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/batches/{batchId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What became of a file. */
    get: operations['getBatch'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/batches/{batchId}/results': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every answered row of a file, streamed from the history. */
    get: operations['getBatchResults'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A page of predictions, newest first. */
    get: operations['listHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/history/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counts by model and label, first and last time. */
    get: operations['summarizeHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/history/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The whole filtered history, streamed; as a table with a column a feature and class, if it is of one model. */
    get: operations['exportHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/history/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One prediction. */
    get: operations['getPrediction'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every model and version that is served, what is not and why, and how large a file they take. */
    get: operations['listModels'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The contract of a model's highest version. */
    get: operations['getModel'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{name}/versions/{version}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The contract of one version of a model. */
    get: operations['getModelVersion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{name}/versions/{version}/model.onnx': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The ONNX graph of one version of a model: the very bytes that its digest is of, less its data. */
    get: operations['getModelGraph'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{name}/versions/{version}/model.onnx.data': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The weights of a graph that keeps them in a file of their own, under which it looks for them. */
    get: operations['getModelData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 200 while the process runs, also while it drains; touches neither models nor store. */
    get: operations['checkLive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** 200 when every model is served and the history answers; else 503 saying which. */
    get: operations['checkReady'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AccessDto: {
      /** @description What the caller may do. */
      scopes: string[];
      /**
       * Format: date-time
       * @description When the key or token ends, ISO 8601, UTC; null when it does not.
       */
      expires: string | null;
      /**
       * @description `open` answers everybody; `required`, those who bring a key or a token.
       * @enum {string}
       */
      access: 'open' | 'required';
      /**
       * @description `key:<id>` or `oidc:<sub>`; null where nobody is asked who they are.
       * @example key:4f0q2m9x
       */
      caller: string | null;
      /** @description Patterns of the names of the models that there are for the caller; null for all. */
      models: string[] | null;
    };
    ModelReferenceDto: {
      /** @example tabular-model */
      name: string;
      /** @example 1 */
      version: string;
      /**
       * @description SHA-256 of the exact bytes that answered.
       * @example sha256:c2e709ba39e0b1a8e466bef4dc02ddb2a4f22dccee46dd23191dc4ee2ceb02a2
       */
      digest: string;
    };
    WarningDto: {
      feature: string;
      /** @enum {string} */
      code: 'outside_training_range' | 'unknown_category';
      detail: string;
    };
    PredictionAnswer: {
      /** @description Probability of each class (classification) or label (multi-label); null where the model has none. */
      probabilities?: {
        [key: string]: number;
      } | null;
      /**
       * @description Decision values of a model without probabilities, of two classes that of the second; distances to
       *     the clusters (clustering).
       */
      scores?: {
        [key: string]: number;
      };
      /** @description The predicted value of each target (regression of several). */
      values?: {
        [key: string]: number;
      };
      /**
       * Format: date-time
       * @description ISO 8601, UTC.
       * @example 2026-11-23T05:45:01.464Z
       */
      createdAt: string;
      /**
       * @description Where the history finds it; null when it was not recorded.
       * @example 01a206ef-b118-7351-a7b9-32c5d15b144c
       */
      id: string | null;
      model: components['schemas']['ModelReferenceDto'];
      recorded: boolean;
      /** @description The class that the model chose; `inlier` or `outlier` (anomaly); the cluster's number (clustering). */
      label?: string;
      /** @description Those that the row has (multi-label). */
      labels?: string[];
      /** @description How usual the row is: below 0 for an outlier (anomaly). */
      score?: number;
      /** @description The predicted value (regression). */
      value?: number;
      /** @description Unit of `value`, or of all `values`, when the model has one. */
      unit?: string;
      warnings: components['schemas']['WarningDto'][];
    };
    DialectDto: {
      /** @enum {string} */
      type: 'csv' | 'ndjson' | 'json' | 'parquet' | 'xlsx';
      /** @description What separates the cells of a text table: `,`, `;`, `|` or `tab`. */
      delimiter?: string;
      /** @description Decimal sign of a text table: `.` or `,`. */
      decimal?: string;
      /** @description What stands between thousands, where the request says it. */
      thousands?: string;
      /** @description `utf-8`, `utf-16` or `windows-1252`. */
      encoding?: string;
      /** @description `false` where the request names the columns of a table without a header. */
      header?: boolean;
      /** @description `gzip` where it was unpacked. */
      compression?: string;
      /** @description Of a workbook. */
      sheet?: string;
    };
    BatchRowDto: {
      /** @description Probability of each class (classification) or label (multi-label); null where the model has none. */
      probabilities?: {
        [key: string]: number;
      } | null;
      /**
       * @description Decision values of a model without probabilities, of two classes that of the second; distances to
       *     the clusters (clustering).
       */
      scores?: {
        [key: string]: number;
      };
      /** @description The predicted value of each target (regression of several). */
      values?: {
        [key: string]: number;
      };
      /** @description Line of the file where the row begins. */
      line: number;
      id: string | null;
      /** @description The class that the model chose; `inlier` or `outlier` (anomaly); the cluster's number (clustering). */
      label?: string;
      /** @description Those that the row has (multi-label). */
      labels?: string[];
      /** @description How usual the row is: below 0 for an outlier (anomaly). */
      score?: number;
      /** @description The predicted value (regression). */
      value?: number;
      /** @description Unit of `value`, or of all `values`, when the model has one. */
      unit?: string;
      warnings: components['schemas']['WarningDto'][];
    };
    BatchFaultDto: {
      line?: number;
      column?: string;
      pointer?: string;
      code: string;
      detail: string;
    };
    BatchLinksDto: {
      self: string;
      results: string;
      history: string;
    };
    BatchAnswerDto: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC.
       * @example 2026-11-23T05:45:01.464Z
       */
      createdAt: string;
      /** @description Records read: `scored + rejected`. */
      rows: number;
      scored: number;
      rejected: number;
      /** @description Answered rows by label; empty for a regression model. */
      labelCounts: {
        [key: string]: number;
      };
      errorCount: number;
      dialect: components['schemas']['DialectDto'];
      /** @description Every row up to 10,000; null beyond, see `links.results`. */
      predictions: components['schemas']['BatchRowDto'][] | null;
      /** @description Faults of skipped rows (onError=skip), the first 10,000. */
      errors: components['schemas']['BatchFaultDto'][];
      /**
       * @description null when it was not recorded.
       * @example 01a206ef-b118-7351-a7b9-32c5d15b144c
       */
      batchId: string | null;
      model: components['schemas']['ModelReferenceDto'];
      /** @description Who asked: `key:<id>` or `oidc:<sub>`; absent where nobody was asked who they are. */
      caller?: string;
      fileName: string | null;
      /** @description Columns of the file that no feature takes. */
      ignoredColumns: string[];
      durationMs: number;
      recorded: boolean;
      links: components['schemas']['BatchLinksDto'] | null;
    };
    FileColumnDto: {
      name: string;
      /** @description The feature that it is read as; null when none takes it. */
      feature: string | null;
    };
    FileRowDto: {
      line: number;
      cells: string[];
    };
    FileCheckDto: {
      /** @description Rows that were looked at. */
      rows: number;
      errorCount: number;
      model: components['schemas']['ModelReferenceDto'];
      dialect: components['schemas']['DialectDto'];
      /** @description Of a workbook: the names of all sheets that have cells; `dialect.sheet` is the one that is read. */
      sheets?: string[];
      /** @description Whether they are all that the file has. */
      isWhole: boolean;
      columns: components['schemas']['FileColumnDto'][];
      /** @description Required features without a column. */
      missing: string[];
      ignoredColumns: string[];
      /** @description The first 20 rows, good or bad. */
      preview: components['schemas']['FileRowDto'][];
      errors: components['schemas']['BatchFaultDto'][];
    };
    BatchViewDto: {
      /**
       * Format: date-time
       * @description ISO 8601, UTC.
       * @example 2026-11-23T05:45:01.464Z
       */
      createdAt: string;
      /** @description Records read: `scored + rejected`. */
      rows: number;
      scored: number;
      rejected: number;
      /** @description Answered rows by label; empty for a regression model. */
      labelCounts: {
        [key: string]: number;
      };
      /**
       * @description null when it was not recorded.
       * @example 01a206ef-b118-7351-a7b9-32c5d15b144c
       */
      batchId: string | null;
      model: components['schemas']['ModelReferenceDto'];
      /** @description Who asked: `key:<id>` or `oidc:<sub>`; absent where nobody was asked who they are. */
      caller?: string;
      fileName: string | null;
      /** @description Columns of the file that no feature takes. */
      ignoredColumns: string[];
      durationMs: number;
      recorded: boolean;
      links: components['schemas']['BatchLinksDto'] | null;
    };
    HistoryItemDto: {
      /** @description Probability of each class (classification) or label (multi-label); null where the model has none. */
      probabilities?: {
        [key: string]: number;
      } | null;
      /**
       * @description Decision values of a model without probabilities, of two classes that of the second; distances to
       *     the clusters (clustering).
       */
      scores?: {
        [key: string]: number;
      };
      /** @description The predicted value of each target (regression of several). */
      values?: {
        [key: string]: number;
      };
      /**
       * Format: date-time
       * @description ISO 8601, UTC.
       * @example 2026-11-23T05:45:01.464Z
       */
      createdAt: string;
      /** @description Line of the file where the row begins. */
      line?: number;
      /**
       * @description `<uuid>` of a single prediction, `<batchId>.<row>` of a row of a file.
       * @example 01a206ef-b118-7351-a7b9-32c5d15b144c
       */
      id: string;
      model: components['schemas']['ModelReferenceDto'];
      /** @enum {string} */
      source: 'single' | 'batch';
      /** @description Features by name: numbers, texts, truth values or null, as they were sent. */
      inputs: {
        [key: string]: unknown;
      };
      recorded: boolean;
      /** @description The request that asked for it. */
      requestId: string;
      /** @description Who asked: `key:<id>` or `oidc:<sub>`; absent where nobody was asked who they are. */
      caller?: string;
      /** @description The file that the row is from. */
      batchId?: string;
      /** @description The class that the model chose; `inlier` or `outlier` (anomaly); the cluster's number (clustering). */
      label?: string;
      /** @description Those that the row has (multi-label). */
      labels?: string[];
      /** @description How usual the row is: below 0 for an outlier (anomaly). */
      score?: number;
      /** @description The predicted value (regression). */
      value?: number;
      /** @description Unit of `value`, or of all `values`, when the model has one. */
      unit?: string;
      warnings: components['schemas']['WarningDto'][];
    };
    HistoryPageDto: {
      /**
       * @description How many predictions were looked through, with a filter by confidence or features: there may be a
       *     next page then, though this one is not full.
       */
      looked?: number;
      items: components['schemas']['HistoryItemDto'][];
      /** @description Cursor of the next page; null on the last. */
      nextCursor: string | null;
    };
    SummaryItemDto: {
      count: number;
      /**
       * Format: date-time
       * @description ISO 8601, UTC.
       */
      first: string;
      /**
       * Format: date-time
       * @description ISO 8601, UTC.
       */
      last: string;
      model: string;
      version: string;
      /** @description null for a regression model. */
      label: string | null;
    };
    SummaryDto: {
      total: number;
      /**
       * Format: date-time
       * @description Time of the oldest prediction; null when there is none.
       */
      first: string | null;
      /**
       * Format: date-time
       * @description Time of the newest prediction; null when there is none.
       */
      last: string | null;
      items: components['schemas']['SummaryItemDto'][];
    };
    ServedModelDto: {
      /** @example tabular-model */
      name: string;
      /** @example 1 */
      version: string;
      /**
       * @description SHA-256 of the exact bytes that answered.
       * @example sha256:c2e709ba39e0b1a8e466bef4dc02ddb2a4f22dccee46dd23191dc4ee2ceb02a2
       */
      digest: string;
      /** @enum {string} */
      task: 'classification' | 'regression' | 'multi-label' | 'anomaly' | 'clustering';
      title: string | null;
      /** @description Whether it answers requests that name no model. */
      default: boolean;
    };
    RefusedModelDto: {
      name: string;
      /** @description Null for what is no model at all. */
      version: string | null;
      /** @description Which file is at fault, and why. */
      reason: string;
    };
    LimitsDto: {
      /** @description Most bytes of a file; exactly so many pass. */
      batchBytes: number;
      /** @description Most rows of a file, without its header. */
      batchRows: number;
    };
    ServedModelsDto: {
      items: components['schemas']['ServedModelDto'][];
      refused: components['schemas']['RefusedModelDto'][];
      limits: components['schemas']['LimitsDto'];
    };
    HardLimitDto: {
      min?: number;
      max?: number;
    };
    TrainingDto: {
      n?: number;
      /** @description How many of n were missing. */
      missing?: number;
      binCounts?: number[];
      /** @description Of categories and truth values: how often each occurred. */
      counts?: {
        [key: string]: number;
      };
      min?: number;
      max?: number;
      mean?: number;
      std?: number;
      /** @description By share, as text: `0.05`, `0.5`. */
      quantiles?: {
        [key: string]: number;
      };
      /** @description One more than the counts. */
      binEdges?: number[];
    };
    FeatureDto: {
      /**
       * @description `nan`: null or an empty cell is fed to the model as NaN; `becomes`: as another value. `reject`, or
       *     absent: it is a fault.
       */
      missing?:
        | ('reject' | 'nan')
        | {
            becomes: string | number | boolean;
          };
      /** @description Values of a text or whole-number feature: the only ones, unless `openCategories`. */
      categories?: (string | number)[];
      example?: number | string | boolean | null;
      name: string;
      /** @description Other names that a CSV column may have. */
      aliases?: string[];
      /** @enum {string} */
      dtype: 'string' | 'boolean' | 'float32' | 'float64' | 'int64' | 'datetime';
      /**
       * @description Of a datetime: the unit of the time since 1970 that the model is fed.
       * @enum {string}
       */
      epoch?: 's' | 'ms' | 'us' | 'ns' | 'd';
      unit?: string;
      description?: string;
      /** @description Whether it must be named at all; true when absent. */
      required?: boolean;
      /** @description Of a datetime in milliseconds since 1970. */
      hard?: components['schemas']['HardLimitDto'];
      /** @description Whether any other value is answered too, with a warning. */
      openCategories?: boolean;
      training?: components['schemas']['TrainingDto'];
    };
    InputTensorDto: {
      tensor: string;
      features: components['schemas']['FeatureDto'][];
    };
    OutputsDto: {
      /** @description Of a classification. */
      classes?: (string | number | boolean)[];
      /** @description How many clusters there are. */
      clusters?: number;
      label?: string;
      probabilities?: string;
      value?: string;
      /** @description The one of several values, whose names are `targets`. */
      values?: string;
      targets?: string[];
      unit?: string;
      /** @description The one of several labels, whose names are `names`. */
      labels?: string;
      names?: string[];
      score?: string;
      scores?: string;
    };
    ExampleDto: {
      title?: string;
      inputs: {
        [key: string]: unknown;
      };
    };
    GoldenStatusDto: {
      vectors: number;
    };
    ModelContractDto: {
      contractVersion: number;
      title?: string;
      description?: string;
      /** @enum {string} */
      task: 'classification' | 'regression' | 'multi-label' | 'anomaly' | 'clustering';
      sha256: string;
      /** @description Tensors of the graph, each with its features. */
      inputs: components['schemas']['InputTensorDto'][];
      outputs: components['schemas']['OutputsDto'];
      metrics?: {
        [key: string]: unknown;
      };
      examples?: components['schemas']['ExampleDto'][];
      provenance?: {
        [key: string]: unknown;
      };
      golden: components['schemas']['GoldenStatusDto'];
      /** @description Files of the graph, to be had beside this contract: `model.onnx`, perhaps `model.onnx.data`. */
      files: string[];
      /** @description The model card, in Markdown. */
      card: string | null;
      /** @example tabular-model */
      name: string;
      /** @example 1 */
      version: string;
      /**
       * @description SHA-256 of the exact bytes that answered.
       * @example sha256:c2e709ba39e0b1a8e466bef4dc02ddb2a4f22dccee46dd23191dc4ee2ceb02a2
       */
      digest: string;
    };
    LivenessDto: {
      /** @enum {string} */
      status: 'ok';
    };
    PartDto: {
      /** @enum {string} */
      status: 'up' | 'down';
      /** @description `<name>/<version>` of each model that is served. */
      served?: string[];
    };
    PartsDto: {
      models: components['schemas']['PartDto'];
      history: components['schemas']['PartDto'];
    };
    ReadinessDto: {
      /** @enum {string} */
      status: 'ok';
      info: components['schemas']['PartsDto'];
      /** @description Of a service that is ready, nothing. */
      error: {
        [key: string]: unknown;
      };
      details: components['schemas']['PartsDto'];
    };
    Fault: {
      /** @description JSON pointer into the request body. */
      pointer?: string;
      /** @description Line of the file, from 1. */
      line?: number;
      /** @description Column of the file. */
      column?: string;
      code: string;
      detail: string;
    };
    /** @description RFC 9457 */
    Problem: {
      /** @enum {string} */
      type:
        | '/problems/malformed-request'
        | '/problems/model-required'
        | '/problems/unauthenticated'
        | '/problems/forbidden'
        | '/problems/recording-required'
        | '/problems/foreign-origin'
        | '/problems/not-found'
        | '/problems/unknown-model'
        | '/problems/method-not-allowed'
        | '/problems/not-acceptable'
        | '/problems/request-timeout'
        | '/problems/too-large'
        | '/problems/unsupported-media-type'
        | '/problems/misdirected-request'
        | '/problems/invalid-features'
        | '/problems/invalid-file'
        | '/problems/ambiguous-table'
        | '/problems/rate-limited'
        | '/problems/header-too-large'
        | '/problems/internal'
        | '/problems/model-not-ready'
        | '/problems/history-unavailable'
        | '/problems/issuer-unavailable'
        | '/problems/overloaded'
        | '/problems/storage-full';
      title: string;
      status: number;
      detail: string;
      instance: string;
      requestId: string;
      errors?: components['schemas']['Fault'][];
      /** @description Total, when `errors` holds only the first. */
      errorCount?: number;
    };
  };
  responses: {
    /** @description `unauthenticated`: The request does not say who sends it. */
    Unauthenticated: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `foreign-origin`: A page of another site may not do this. */
    ForeignOrigin: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `not-acceptable`: None of the accepted media types can be produced. */
    NotAcceptable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `request-timeout`: The request did not arrive in time. */
    RequestTimeout: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `unsupported-media-type`: The body is of a kind that this route does not take. */
    UnsupportedMediaType: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `misdirected-request`: The request is meant for another host. */
    MisdirectedRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `rate-limited`: Too many requests. */
    RateLimited: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `header-too-large`: The request headers are too large. */
    HeaderTooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `internal`: Something went wrong on the server. */
    Internal: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `issuer-unavailable`: The token cannot be checked now. */
    IssuerUnavailable: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `malformed-request`: The request cannot be read. `model-required`: The request must name a model. */
    MalformedRequestOrModelRequired: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `forbidden`: The caller may not do this. `recording-required`: Unrecorded predictions are not allowed here. `foreign-origin`: A page of another site may not do this. */
    ForbiddenOrRecordingRequiredOrForeignOrigin: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `unknown-model`: No such model or version. */
    UnknownModel: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `too-large`: The request is larger than the limit. */
    TooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `invalid-features`: The features make no sense to the model. */
    InvalidFeatures: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `model-not-ready`: The model is not being served. `history-unavailable`: The history store cannot be reached. `issuer-unavailable`: The token cannot be checked now. `overloaded`: The server is busy. */
    ModelNotReadyOrHistoryUnavailableOrIssuerUnavailableOrOverloaded: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `invalid-file`: The file makes no sense to the model. `ambiguous-table`: The table can be read in more than one way. */
    InvalidFileOrAmbiguousTable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `storage-full`: There is no room to store the answers. */
    StorageFull: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `forbidden`: The caller may not do this. `foreign-origin`: A page of another site may not do this. */
    ForbiddenOrForeignOrigin: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `model-not-ready`: The model is not being served. `issuer-unavailable`: The token cannot be checked now. `overloaded`: The server is busy. */
    ModelNotReadyOrIssuerUnavailableOrOverloaded: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `not-found`: There is nothing at this address. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `history-unavailable`: The history store cannot be reached. `issuer-unavailable`: The token cannot be checked now. */
    HistoryUnavailableOrIssuerUnavailable: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `malformed-request`: The request cannot be read. */
    MalformedRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `not-found`: There is nothing at this address. `unknown-model`: No such model or version. */
    NotFoundOrUnknownModel: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `model-not-ready`: The model is not being served. `issuer-unavailable`: The token cannot be checked now. */
    ModelNotReadyOrIssuerUnavailable: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `model-not-ready`: The model is not being served. `history-unavailable`: The history store cannot be reached. */
    ModelNotReadyOrHistoryUnavailable: {
      headers: {
        /** @description Seconds after which another try makes sense. */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getAccess: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The caller, as the server knows them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccessDto'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForeignOrigin'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['IssuerUnavailable'];
    };
  };
  predict: {
    parameters: {
      query?: {
        /** @description `false` answers without storing; ids are null then. */
        record?: 'true' | 'false';
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          [key: string]: number | string | boolean | null;
        };
      };
    };
    responses: {
      /** @description What the model says. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PredictionAnswer'];
        };
      };
      400: components['responses']['MalformedRequestOrModelRequired'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrRecordingRequiredOrForeignOrigin'];
      404: components['responses']['UnknownModel'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      422: components['responses']['InvalidFeatures'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrHistoryUnavailableOrIssuerUnavailableOrOverloaded'];
    };
  };
  predictFile: {
    parameters: {
      query?: {
        /**
         * @description Which column is which, as JSON: an object maps features to headers, a list names the columns of
         *     a table without a header.
         */
        columns?: string;
        /** @description Most faults to list, beside their count: 100 unless it is said, 10,000 with onError=skip. */
        errorLimit?: number;
        /** @description `reject`: one bad row and the whole file is refused. `skip`: good rows are answered all the same. */
        onError?: 'reject' | 'skip';
        /** @description What separates the cells; found when it is left out. */
        delimiter?: ',' | ';' | 'tab' | '|';
        /** @description Decimal sign of the numbers; found when it is left out. */
        decimal?: '.' | ',';
        /** @description What stands between thousands, as in `1,234.5`. Left out, nothing may. */
        thousands?: ',' | '.' | 'space' | "'";
        /** @description Found when it is left out. */
        encoding?: 'utf-8' | 'utf-16' | 'windows-1252';
        /** @description Sheet of a workbook that has several. */
        sheet?: string;
        /** @description `false` answers without storing; ids are null then. */
        record?: 'true' | 'false';
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /**
           * Format: binary
           * @description A table: CSV or TSV in any dialect, NDJSON, Parquet, .xlsx or a JSON array; text also as gzip. The first record of a text table names the columns.
           */
          file: string;
        };
        'text/csv': string;
        'text/tab-separated-values': string;
        'application/x-ndjson': string;
        'application/vnd.apache.parquet': string;
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        'application/octet-stream': string;
        'application/json': {
          [key: string]: number | string | boolean | null;
        }[];
      };
    };
    responses: {
      /** @description What the model says of each row; the file again with its answers, as CSV. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchAnswerDto'];
          'text/csv': string;
          'application/x-ndjson': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['MalformedRequestOrModelRequired'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrRecordingRequiredOrForeignOrigin'];
      404: components['responses']['UnknownModel'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      422: components['responses']['InvalidFileOrAmbiguousTable'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrHistoryUnavailableOrIssuerUnavailableOrOverloaded'];
      507: components['responses']['StorageFull'];
    };
  };
  checkFile: {
    parameters: {
      query?: {
        /**
         * @description Which column is which, as JSON: an object maps features to headers, a list names the columns of
         *     a table without a header.
         */
        columns?: string;
        /** @description Most faults to list, beside their count: 100 unless it is said, 10,000 with onError=skip. */
        errorLimit?: number;
        /** @description `true`: the body is the start of a text file, and its last record may be cut off. */
        part?: 'true' | 'false';
        /** @description What separates the cells; found when it is left out. */
        delimiter?: ',' | ';' | 'tab' | '|';
        /** @description Decimal sign of the numbers; found when it is left out. */
        decimal?: '.' | ',';
        /** @description What stands between thousands, as in `1,234.5`. Left out, nothing may. */
        thousands?: ',' | '.' | 'space' | "'";
        /** @description Found when it is left out. */
        encoding?: 'utf-8' | 'utf-16' | 'windows-1252';
        /** @description Sheet of a workbook that has several. */
        sheet?: string;
        /** @description `false` answers without storing; ids are null then. */
        record?: 'true' | 'false';
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /**
           * Format: binary
           * @description A table: CSV or TSV in any dialect, NDJSON, Parquet, .xlsx or a JSON array; text also as gzip. The first record of a text table names the columns.
           */
          file: string;
        };
        'text/csv': string;
        'text/tab-separated-values': string;
        'application/x-ndjson': string;
        'application/vnd.apache.parquet': string;
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        'application/octet-stream': string;
        'application/json': {
          [key: string]: number | string | boolean | null;
        }[];
      };
    };
    responses: {
      /** @description What was found. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FileCheckDto'];
        };
      };
      400: components['responses']['MalformedRequestOrModelRequired'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['UnknownModel'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      422: components['responses']['InvalidFileOrAmbiguousTable'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrIssuerUnavailableOrOverloaded'];
    };
  };
  getBatch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `batchId` of the file's answer. */
        batchId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The batch. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchViewDto'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['HistoryUnavailableOrIssuerUnavailable'];
    };
  };
  getBatchResults: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `batchId` of the file's answer. */
        batchId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rows in the order of the file. */
      200: {
        headers: {
          /** @description How many rows follow; absent where they are looked for as they are sent. */
          'X-Total-Count'?: number;
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/x-ndjson': string;
          'application/vnd.apache.parquet': string;
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['HistoryUnavailableOrIssuerUnavailable'];
    };
  };
  listHistory: {
    parameters: {
      query?: {
        /** @description Most items of one page. */
        limit?: number;
        /** @description `nextCursor` of the page before; bound to the filters it came with. */
        cursor?: string;
        /** @description Class that was predicted. */
        label?: string;
        /** @description Whether predictions came one by one or in a file. */
        source?: 'single' | 'batch';
        /** @description Who asked: `key:<id>` or `oidc:<sub>`. */
        caller?: string;
        /** @description Only the rows of this batch. */
        batchId?: string;
        /** @description Earliest time of creation, inclusive (ISO 8601; UTC unless it names an offset). */
        from?: string;
        /** @description Latest time of creation, exclusive (ISO 8601; UTC unless it names an offset). */
        to?: string;
        /** @description Least probability of the label that was predicted, inclusive; only predictions that have one. */
        confidenceFrom?: number;
        /** @description Greatest probability of the label that was predicted, inclusive; only predictions that have one. */
        confidenceTo?: number;
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
        /** @description Any number of parameters `feature.<name>`, all of which must hold: `1..2`, `1..` or `..2` is a range, both ends included, of numbers or of ISO 8601 times; anything else is the exact value. A text that has two dots, or begins with a double quote, is a JSON string. */
        features?: {
          [key: string]: string;
        };
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page; `nextCursor` is of the next one. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HistoryPageDto'];
        };
      };
      400: components['responses']['MalformedRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['HistoryUnavailableOrIssuerUnavailable'];
    };
  };
  summarizeHistory: {
    parameters: {
      query?: {
        /** @description Class that was predicted. */
        label?: string;
        /** @description Whether predictions came one by one or in a file. */
        source?: 'single' | 'batch';
        /** @description Who asked: `key:<id>` or `oidc:<sub>`. */
        caller?: string;
        /** @description Only the rows of this batch. */
        batchId?: string;
        /** @description Earliest time of creation, inclusive (ISO 8601; UTC unless it names an offset). */
        from?: string;
        /** @description Latest time of creation, exclusive (ISO 8601; UTC unless it names an offset). */
        to?: string;
        /** @description Least probability of the label that was predicted, inclusive; only predictions that have one. */
        confidenceFrom?: number;
        /** @description Greatest probability of the label that was predicted, inclusive; only predictions that have one. */
        confidenceTo?: number;
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
        /** @description Any number of parameters `feature.<name>`, all of which must hold: `1..2`, `1..` or `..2` is a range, both ends included, of numbers or of ISO 8601 times; anything else is the exact value. A text that has two dots, or begins with a double quote, is a JSON string. */
        features?: {
          [key: string]: string;
        };
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The counts. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SummaryDto'];
        };
      };
      400: components['responses']['MalformedRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['HistoryUnavailableOrIssuerUnavailable'];
    };
  };
  exportHistory: {
    parameters: {
      query?: {
        /** @description Class that was predicted. */
        label?: string;
        /** @description Whether predictions came one by one or in a file. */
        source?: 'single' | 'batch';
        /** @description Who asked: `key:<id>` or `oidc:<sub>`. */
        caller?: string;
        /** @description Only the rows of this batch. */
        batchId?: string;
        /** @description Earliest time of creation, inclusive (ISO 8601; UTC unless it names an offset). */
        from?: string;
        /** @description Latest time of creation, exclusive (ISO 8601; UTC unless it names an offset). */
        to?: string;
        /** @description Least probability of the label that was predicted, inclusive; only predictions that have one. */
        confidenceFrom?: number;
        /** @description Greatest probability of the label that was predicted, inclusive; only predictions that have one. */
        confidenceTo?: number;
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
        /** @description Any number of parameters `feature.<name>`, all of which must hold: `1..2`, `1..` or `..2` is a range, both ends included, of numbers or of ISO 8601 times; anything else is the exact value. A text that has two dots, or begins with a double quote, is a JSON string. */
        features?: {
          [key: string]: string;
        };
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The predictions, newest first. */
      200: {
        headers: {
          /** @description How many rows follow; absent where they are looked for as they are sent. */
          'X-Total-Count'?: number;
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/x-ndjson': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['MalformedRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['HistoryUnavailableOrIssuerUnavailable'];
    };
  };
  getPrediction: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `id` of its answer: a UUID, followed by a dot and a number for a row of a file. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The prediction. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HistoryItemDto'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['HistoryUnavailableOrIssuerUnavailable'];
    };
  };
  listModels: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The models, and the limits of a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServedModelsDto'];
        };
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['IssuerUnavailable'];
    };
  };
  getModel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the model. */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The contract. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelContractDto'];
        };
      };
      /** @description The one that `If-None-Match` names. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['NotFoundOrUnknownModel'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrIssuerUnavailable'];
    };
  };
  getModelVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the model. */
        name: string;
        /** @description One of its versions. */
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The contract. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelContractDto'];
        };
      };
      /** @description The one that `If-None-Match` names. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['NotFoundOrUnknownModel'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrIssuerUnavailable'];
    };
  };
  getModelGraph: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the model. */
        name: string;
        /** @description One of its versions. */
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The graph. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The one that `If-None-Match` names. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['NotFoundOrUnknownModel'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrIssuerUnavailable'];
    };
  };
  getModelData: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Name of the model. */
        name: string;
        /** @description One of its versions. */
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The weights. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The one that `If-None-Match` names. */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrForeignOrigin'];
      404: components['responses']['NotFoundOrUnknownModel'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrIssuerUnavailable'];
    };
  };
  checkLive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The process runs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LivenessDto'];
        };
      };
      403: components['responses']['ForeignOrigin'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
    };
  };
  checkReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Requests may be sent here. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReadinessDto'];
        };
      };
      403: components['responses']['ForeignOrigin'];
      406: components['responses']['NotAcceptable'];
      408: components['responses']['RequestTimeout'];
      415: components['responses']['UnsupportedMediaType'];
      421: components['responses']['MisdirectedRequest'];
      431: components['responses']['HeaderTooLarge'];
      500: components['responses']['Internal'];
      503: components['responses']['ModelNotReadyOrHistoryUnavailable'];
    };
  };
}
