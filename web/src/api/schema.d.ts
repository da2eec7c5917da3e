// Made from /openapi.json by `npm run web:types`; do not edit.
export interface paths {
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
    post: operations['postPredict'];
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
    post: operations['postPredictBatch'];
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
    get: operations['getBatchesBatchId'];
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
    get: operations['getBatchesBatchIdResults'];
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
    get: operations['getHistory'];
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
    get: operations['getHistorySummary'];
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
    /** The whole filtered history, streamed. */
    get: operations['getHistoryExport'];
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
    get: operations['getHistoryId'];
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
    get: operations['getModels'];
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
    get: operations['getModelsName'];
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
    get: operations['getModelsNameVersionsVersion'];
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
    get: operations['getModelsNameVersionsVersionModelOnnx'];
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
    get: operations['getModelsNameVersionsVersionModelOnnxData'];
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
    get: operations['getHealthLive'];
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
    get: operations['getHealthReady'];
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
    ModelReferenceDto: {
      /** @example tabular-model */
      name: string;
      /** @example 1 */
      version: string;
      /** @description SHA-256 of the exact bytes that answered. */
      digest: string;
    };
    WarningDto: {
      feature: string;
      /** @enum {string} */
      code: 'outside_training_range';
      detail: string;
    };
    PredictionAnswer: {
      /** @description Where the history finds it; null when it was not recorded. */
      id: string | null;
      /** @description ISO 8601, UTC. */
      createdAt: string;
      model: components['schemas']['ModelReferenceDto'];
      recorded: boolean;
      /** @description The class that the model chose (classification). */
      label?: string;
      /** @description Probability of each class (classification). */
      probabilities?: {
        [key: string]: number;
      };
      /** @description The predicted value (regression). */
      value?: number;
      /** @description Unit of `value`, when the model has one. */
      unit?: string;
      warnings: components['schemas']['WarningDto'][];
    };
    BatchRowDto: {
      id: string | null;
      /** @description Line of the file where the row begins. */
      line: number;
      /** @description The class that the model chose (classification). */
      label?: string;
      /** @description Probability of each class (classification). */
      probabilities?: {
        [key: string]: number;
      };
      /** @description The predicted value (regression). */
      value?: number;
      /** @description Unit of `value`, when the model has one. */
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
      /** @description Every row up to 10,000; null beyond, see `links.results`. */
      predictions: components['schemas']['BatchRowDto'][] | null;
      /** @description Faults of skipped rows (onError=skip), the first 10,000. */
      errors: components['schemas']['BatchFaultDto'][];
      errorCount: number;
      /** @description null when it was not recorded. */
      batchId: string | null;
      /** @description ISO 8601, UTC. */
      createdAt: string;
      model: components['schemas']['ModelReferenceDto'];
      fileName: string | null;
      /** @description Records read: `scored + rejected`. */
      rows: number;
      scored: number;
      rejected: number;
      /** @description Answered rows by label; empty for a regression model. */
      labelCounts: {
        [key: string]: number;
      };
      /** @description Columns of the file that no feature takes. */
      ignoredColumns: string[];
      durationMs: number;
      recorded: boolean;
      links: components['schemas']['BatchLinksDto'] | null;
    };
    BatchViewDto: {
      /** @description null when it was not recorded. */
      batchId: string | null;
      /** @description ISO 8601, UTC. */
      createdAt: string;
      model: components['schemas']['ModelReferenceDto'];
      fileName: string | null;
      /** @description Records read: `scored + rejected`. */
      rows: number;
      scored: number;
      rejected: number;
      /** @description Answered rows by label; empty for a regression model. */
      labelCounts: {
        [key: string]: number;
      };
      /** @description Columns of the file that no feature takes. */
      ignoredColumns: string[];
      durationMs: number;
      recorded: boolean;
      links: components['schemas']['BatchLinksDto'] | null;
    };
    HistoryItemDto: {
      /** @description `<uuid>` of a single prediction, `<batchId>.<row>` of a row of a file. */
      id: string;
      /** @description ISO 8601, UTC. */
      createdAt: string;
      model: components['schemas']['ModelReferenceDto'];
      /** @enum {string} */
      source: 'single' | 'batch';
      /** @description Features by name, numbers, texts or null, as they were sent. */
      inputs: {
        [key: string]: unknown;
      };
      recorded: boolean;
      /** @description The request that asked for it. */
      requestId: string;
      /** @description The file that the row is from. */
      batchId?: string;
      /** @description Line of the file where the row begins. */
      line?: number;
      /** @description The class that the model chose (classification). */
      label?: string;
      /** @description Probability of each class (classification). */
      probabilities?: {
        [key: string]: number;
      };
      /** @description The predicted value (regression). */
      value?: number;
      /** @description Unit of `value`, when the model has one. */
      unit?: string;
      warnings: components['schemas']['WarningDto'][];
    };
    HistoryPageDto: {
      items: components['schemas']['HistoryItemDto'][];
      /** @description Cursor of the next page; null on the last. */
      nextCursor: string | null;
    };
    SummaryItemDto: {
      model: string;
      version: string;
      /** @description null for a regression model. */
      label: string | null;
      count: number;
      /** @description ISO 8601, UTC. */
      first: string;
      /** @description ISO 8601, UTC. */
      last: string;
    };
    SummaryDto: {
      total: number;
      /** @description Time of the oldest prediction; null when there is none. */
      first: string | null;
      /** @description Time of the newest prediction; null when there is none. */
      last: string | null;
      items: components['schemas']['SummaryItemDto'][];
    };
    ServedModelDto: {
      /** @example tabular-model */
      name: string;
      /** @example 1 */
      version: string;
      /** @description SHA-256 of the exact bytes that answered. */
      digest: string;
      /** @enum {string} */
      task: 'classification' | 'regression';
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
      binCounts?: number[];
      /** @description Of a text feature: how often each category occurred. */
      counts?: {
        [key: string]: number;
      };
    };
    FeatureDto: {
      name: string;
      /** @description Other names that a CSV column may have. */
      aliases?: string[];
      /** @enum {string} */
      dtype: 'string' | 'float32' | 'int64';
      unit?: string;
      description?: string;
      /** @description Whether it must be named at all; true when absent. */
      required?: boolean;
      /**
       * @description `nan`: null or an empty cell is fed to the model as NaN. `reject`, or absent: it is a fault.
       * @enum {string}
       */
      missing?: 'nan' | 'reject';
      hard?: components['schemas']['HardLimitDto'];
      /** @description The only values that a text feature may have. */
      categories?: string[];
      example?: Record<string, never>;
      training?: components['schemas']['TrainingDto'];
    };
    InputTensorDto: {
      tensor: string;
      features: components['schemas']['FeatureDto'][];
    };
    OutputsDto: {
      label?: string;
      probabilities?: string;
      classes?: Record<string, never>[];
      value?: string;
      unit?: string;
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
      /** @example tabular-model */
      name: string;
      /** @example 1 */
      version: string;
      /** @description SHA-256 of the exact bytes that answered. */
      digest: string;
      contractVersion: number;
      title?: string;
      description?: string;
      /** @enum {string} */
      task: 'classification' | 'regression';
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
        | '/problems/recording-required'
        | '/problems/not-found'
        | '/problems/unknown-model'
        | '/problems/method-not-allowed'
        | '/problems/not-acceptable'
        | '/problems/request-timeout'
        | '/problems/too-large'
        | '/problems/unsupported-media-type'
        | '/problems/invalid-features'
        | '/problems/invalid-file'
        | '/problems/rate-limited'
        | '/problems/header-too-large'
        | '/problems/internal'
        | '/problems/model-not-ready'
        | '/problems/history-unavailable'
        | '/problems/overloaded';
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
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  postPredict: {
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
          [key: string]: number | string | null;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PredictionAnswer'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  postPredictBatch: {
    parameters: {
      query: {
        /** @description `false` answers without storing; ids are null then. */
        record?: 'true' | 'false';
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
        /** @description `reject`: one bad row and the whole file is refused. `skip`: good rows are answered all the same. */
        onError: 'reject' | 'skip';
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
           * @description A CSV file whose first line names the columns.
           */
          file: string;
        };
        /**
         * @example sepal_length,sepal_width,petal_length,petal_width
         *     5.1,3.5,1.4,0.2
         *     7,3.2,4.7,1.4
         *     6.3,3.3,6,2.5
         */
        'text/csv': string;
        'application/json': {
          [key: string]: number | string | null;
        }[];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchAnswerDto'];
          'text/csv': string;
          'application/x-ndjson': string;
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getBatchesBatchId: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        batchId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchViewDto'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getBatchesBatchIdResults: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        batchId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/x-ndjson': string;
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHistory: {
    parameters: {
      query: {
        /** @description Most items of one page. */
        limit: number;
        /** @description `nextCursor` of the page before; bound to the filters it came with. */
        cursor?: string;
        /** @description Class that was predicted. */
        label?: string;
        /** @description Whether predictions came one by one or in a file. */
        source?: 'single' | 'batch';
        /** @description Only the rows of this batch. */
        batchId?: string;
        /** @description Earliest time of creation, inclusive (ISO 8601; UTC unless it names an offset). */
        from?: string;
        /** @description Latest time of creation, exclusive (ISO 8601; UTC unless it names an offset). */
        to?: string;
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HistoryPageDto'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHistorySummary: {
    parameters: {
      query?: {
        /** @description Class that was predicted. */
        label?: string;
        /** @description Whether predictions came one by one or in a file. */
        source?: 'single' | 'batch';
        /** @description Only the rows of this batch. */
        batchId?: string;
        /** @description Earliest time of creation, inclusive (ISO 8601; UTC unless it names an offset). */
        from?: string;
        /** @description Latest time of creation, exclusive (ISO 8601; UTC unless it names an offset). */
        to?: string;
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SummaryDto'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHistoryExport: {
    parameters: {
      query?: {
        /** @description Class that was predicted. */
        label?: string;
        /** @description Whether predictions came one by one or in a file. */
        source?: 'single' | 'batch';
        /** @description Only the rows of this batch. */
        batchId?: string;
        /** @description Earliest time of creation, inclusive (ISO 8601; UTC unless it names an offset). */
        from?: string;
        /** @description Latest time of creation, exclusive (ISO 8601; UTC unless it names an offset). */
        to?: string;
        /** @description Name of a model: to predict with the default one, or to find those of any, it may be absent. */
        model?: string;
        /** @description Version of a model; absent, it is the highest to predict with, and any to find. */
        version?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/x-ndjson': string;
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHistoryId: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HistoryItemDto'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getModels: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServedModelsDto'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getModelsName: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelContractDto'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getModelsNameVersionsVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelContractDto'];
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getModelsNameVersionsVersionModelOnnx: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getModelsNameVersionsVersionModelOnnxData: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHealthLive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHealthReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
      /** @description A problem; `type` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
