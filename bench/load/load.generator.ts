import type { Figures } from '../figures.js';

/** What is sent: bodies in turn as POST, or GET without any. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly bodies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back; `requests/s` counts answers 200 only. */
export interface LoadResult extends Figures {
  readonly 'requests/s': number;
  readonly 'p50 ms': number;
  readonly 'p99 ms': number;
  readonly 'status 200': number;
  /** Any other status, an honest 503 among them, and requests without an answer. */
  readonly failed: number;
}

export interface LoadGenerator {
  readonly name: string;
  run(load: Load, folder: string): Promise<LoadResult>;
}
