import type { IncomingMessage } from 'node:http';
import type { Settings } from '../../config/settings.js';
import type { RouteOptions } from '../route.options.js';
import type { Check, Verdict } from './check.js';
import { hostCheck } from './host.check.js';
import { checkMediaType } from './media-type.check.js';
import { originCheck } from './origin.check.js';
import { checkRequestHead } from './request-head.check.js';

/** Every request passes these checks, in this order, whichever way it is answered. */
export function checksOf(settings: Settings): Check[] {
  return [checkRequestHead, hostCheck(settings), originCheck(settings), checkMediaType];
}

/** Lets requests in. The framework's hook and the direct routes ask the same one. */
export class Gate {
  constructor(private readonly checks: readonly Check[]) {}

  /** @returns the first refusal; at once, unless a check answers later */
  judge(request: IncomingMessage, route: RouteOptions): Verdict | Promise<Verdict> {
    for (let at = 0; at < this.checks.length; at++) {
      const verdict = (this.checks[at] as Check)(request, route);
      if (verdict instanceof Promise) return this.goOn(verdict, at + 1, request, route);
      if (verdict !== null) return verdict;
    }
    return null;
  }

  private async goOn(
    first: Promise<Verdict>,
    from: number,
    request: IncomingMessage,
    route: RouteOptions,
  ): Promise<Verdict> {
    const verdict = await first;
    return verdict ?? new Gate(this.checks.slice(from)).judge(request, route);
  }
}
