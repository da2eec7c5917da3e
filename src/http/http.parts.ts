import type { Gate } from './gate/gate.js';
import type { RequestObserver } from './log/request.observer.js';
import type { RouteTable } from './route.table.js';

/** What every request meets, whichever way it is answered. */
export class HttpParts {
  constructor(
    readonly routes: RouteTable,
    readonly gate: Gate,
    readonly observer: RequestObserver,
  ) {}
}
