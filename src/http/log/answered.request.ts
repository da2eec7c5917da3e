/** What is logged and counted of a request. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern; `unknown` where there is none. */
  readonly route: string;
  readonly url: string;
  /** 499 where the client was seen to leave before the end of its answer. */
  readonly status: number;
  readonly ms: number;
  /** Who sent it; null where nobody was asked, or they did not say so. */
  readonly caller: string | null;
  /** Where it was sent in the form that its specification says. */
  readonly traceparent: string | undefined;
}
