import type { IncomingMessage } from 'node:http';
import type { AccessControl } from '../../access/access.control.js';
import type { Settings } from '../../config/settings.js';
import type { RouteOptions } from '../route.options.js';
import { callerCheck } from './caller.check.js';
import type { Check } from './check.js';
import { hostCheck } from './host.check.js';
import { checkMediaType } from './media-type.check.js';
import { originCheck } from './origin.check.js';
import { checkRequestHead } from './request-head.check.js';
import { Visit } from './visit.js';

/** Every request passes these checks, in this order, whichever way it is answered. */
export function checksOf(settings: Settings, access: AccessControl): Check[] {
  return [
    checkRequestHead,
    hostCheck(settings),
    originCheck(settings),
    callerCheck(settings, access),
    checkMediaType,
  ];
}

/** Lets requests in. The framework's hook and the direct routes ask the same one. */
export class Gate {
  private readonly visits = new WeakMap<IncomingMessage, Visit | Promise<Visit>>();

  constructor(private readonly checks: readonly Check[]) {}

  /** @returns a visit with the first refusal, or none; at once, unless a check answers later */
  judge(request: IncomingMessage, route: RouteOptions): Visit | Promise<Visit> {
    return this.goOn(new Visit(), 0, request, route);
  }

  /** Keeps what was found out for whoever takes the request over: it is judged, and counted, once. */
  handOver(request: IncomingMessage, visit: Visit | Promise<Visit>): void {
    this.visits.set(request, visit);
  }

  /** What was found out before the request was handed over; undefined when it was not. */
  handedOver(request: IncomingMessage): Visit | Promise<Visit> | undefined {
    return this.visits.get(request);
  }

  private goOn(
    visit: Visit,
    from: number,
    request: IncomingMessage,
    route: RouteOptions,
  ): Visit | Promise<Visit> {
    for (let at = from; at < this.checks.length; at++) {
      const verdict = (this.checks[at] as Check)(request, route, visit);
      if (verdict instanceof Promise) return this.wait(verdict, visit, at + 1, request, route);
      if (verdict === null) continue;
      visit.refusal = verdict;
      return visit;
    }
    return visit;
  }

  private async wait(
    pending: ReturnType<Check>,
    visit: Visit,
    next: number,
    request: IncomingMessage,
    route: RouteOptions,
  ): Promise<Visit> {
    visit.refusal = await pending;
    return visit.refusal === null ? this.goOn(visit, next, request, route) : visit;
  }
}
