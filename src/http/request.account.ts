import type { AnsweredRequest } from './answered.request.js';
import { observeRequest } from './http.metrics.js';

/** One log line and one observation for every request, after its answer. */
export class RequestAccount {
  constructor(private readonly log: (request: AnsweredRequest) => void) {}

  tell(request: AnsweredRequest): void {
    observeRequest(request);
    this.log(request);
  }
}
