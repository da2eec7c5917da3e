import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Settings } from '../../config/settings.js';
import { Problem } from '../../problem/problem.js';
import type { Check } from './check.js';

/** What may be opened by a link from anywhere: the page, the documentation, what a problem means. */
const OPEN_TO_LINKS = /^\/(?:index\.html|docs|problems|problems\/[^/?]*)?\/?(?:\?|$)/;

/**
 * Keeps out what pages of other sites have their visitors' browsers do: send forms, fetch, put
 * images and frames in. Browsers say where a request comes from; other clients say nothing.
 */
export function originCheck({ CORS_ORIGINS, FRAME_ANCESTORS, TRUST_PROXY }: Settings): Check {
  const listed = new Set(CORS_ORIGINS);
  // Which sites may is for the browser to see, from the policy of the page.
  const isFramed = FRAME_ANCESTORS !== "'none'";
  const openIn = new Set(isFramed ? ['document', 'iframe', 'frame'] : ['document']);
  return (request) => {
    const { origin, host, 'sec-fetch-site': site } = request.headers;
    if (origin === undefined) {
      return site !== 'cross-site' || isLink(request, openIn) ? null : foreign();
    }
    if (listed.has(origin)) return null;
    const hosts = TRUST_PROXY > 0 ? [host, forwardedHost(request.headers)] : [host];
    const isOwn =
      site !== 'cross-site' && hosts.some((one) => one !== undefined && isOf(origin, one));
    return isOwn ? null : foreign();
  };
}

function isLink(
  { method, url = '', headers }: IncomingMessage,
  openIn: ReadonlySet<string>,
): boolean {
  return (
    method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    openIn.has(String(headers['sec-fetch-dest'])) &&
    OPEN_TO_LINKS.test(url)
  );
}

/** Whether host and port of an origin are these; the port of its scheme goes without saying. */
function isOf(origin: string, host: string): boolean {
  const [, scheme] = /^(https?:)\/\//.exec(origin) ?? [];
  const named = hostIn(origin);
  // What is not even a URL is nobody's.
  return named !== null && named === hostIn(`${scheme}//${host}`);
}

function hostIn(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

function forwardedHost(headers: IncomingHttpHeaders): string | undefined {
  return String(headers['x-forwarded-host'] ?? '')
    .split(',', 1)[0]
    ?.trim();
}

function foreign(): Problem {
  return new Problem('foreign-origin', 'Pages of other sites may not use this server.');
}
