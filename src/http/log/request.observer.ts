import { hideSecrets } from '../../domain/secret.text.js';
import { observeRequest } from '../http.metrics.js';
import type { AnsweredRequest } from './answered.request.js';

/** One log line and one observation for every request, after its answer. */
export class RequestObserver {
  constructor(private readonly log: (request: AnsweredRequest) => void) {}

  observe(request: AnsweredRequest): void {
    observeRequest(request);
    const url = hideSecrets(request.url);
    this.log(url === request.url ? request : { ...request, url });
  }
}
