import type { IncomingMessage } from 'node:http';
import type { AccessControl } from '../../access/access.control.js';
import { AccessRefusal } from '../../access/access.refusal.js';
import type { Settings } from '../../config/settings.js';
import { ANYBODY, type Caller } from '../../domain/caller.js';
import { clientAddressOf, clientNetworkOf } from '../client.address.js';
import type { RouteOptions } from '../route.options.js';
import type { Check, Verdict } from './check.js';
import { credentialOf } from './credential.js';
import { type Quota, RateLimiter } from './rate.limiter.js';
import type { Visit } from './visit.js';

type Found = Caller | AccessRefusal;

/**
 * Finds out who sends a request, counts it against what they may send, and sees whether they may ask
 * for this. Whoever is not known counts by their address, guessers of keys among them.
 */
export function callerCheck(settings: Settings, access: AccessControl): Check {
  // Apart, so that strangers, of whom there may be any number, make no caller forgotten.
  const callers = new RateLimiter();
  const strangers = new RateLimiter();
  const { RATE_LIMIT_PER_MINUTE, TRUST_PROXY } = settings;

  const admit = (found: Found, request: IncomingMessage, route: RouteOptions, visit: Visit) => {
    const caller = found instanceof AccessRefusal ? null : found;
    const limit = caller?.ratePerMinute ?? RATE_LIMIT_PER_MINUTE;
    // Scrapes come as often as whoever runs the server has them come.
    const isScrape = route.scope === 'metrics:read' && caller?.scopes.has(route.scope);
    if (limit > 0 && !isScrape) {
      const name = caller?.name ?? null;
      const quota =
        name === null
          ? strangers.count(clientNetworkOf(clientAddressOf(request, TRUST_PROXY)), limit)
          : callers.count(name, limit);
      visit.headers = limitHeaders(quota);
      if (quota.left < 0) return exceeded(caller?.name ?? null, quota);
    }
    if (found instanceof AccessRefusal) return found;
    visit.caller = found;
    const { scope = 'any' } = route;
    if (scope === 'any' || scope === 'open') return null;
    return access.refusalOf(found, scope);
  };

  return (request, route, visit): Verdict | Promise<Verdict> => {
    if (route.scope === 'open') return null;
    if (access.isOpen) return admit(ANYBODY, request, route, visit);
    const credential = credentialOf(request);
    const found =
      credential instanceof AccessRefusal
        ? credential
        : access.identify(credential, request.socket);
    if (!(found instanceof Promise)) return admit(found, request, route, visit);
    return found.then((late) => admit(late, request, route, visit));
  };
}

/** As draft-ietf-httpapi-ratelimit-headers writes them. */
function limitHeaders({ limit, left, resetAfter }: Quota) {
  return {
    'ratelimit-policy': `"minute";q=${limit};w=60`,
    ratelimit: `"minute";r=${Math.max(left, 0)};t=${resetAfter}`,
  };
}

function exceeded(who: string | null, { limit, resetAfter }: Quota): AccessRefusal {
  const detail = `This client may send ${limit} requests a minute.`;
  const headers = { 'retry-after': String(resetAfter) };
  return new AccessRefusal('rate', 'rate-limited', detail, { who, headers });
}
