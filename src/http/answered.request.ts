/** What is logged and counted of a request. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern; `unknown` where there is none. */
  readonly route: string;
  readonly url: string;
  readonly status: number;
  readonly ms: number;
  /** As it was sent. */
  readonly traceparent: string | undefined;
}
