import type { RouteOptions as FastifyRoute } from 'fastify';
import type { RouteOptions } from './route.options.js';

/** A route as it is reported; who makes it may still add to it. */
type Reported = Pick<FastifyRoute, 'url' | 'method' | 'config'>;

interface Entry {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** A route, as whoever answers it has reported it. */
export interface KnownRoute {
  readonly method: string;
  /** Pattern of its paths. */
  readonly url: string;
  /** Answered without the framework, where a request is plain. */
  readonly isDirect: boolean;
  /** What its callers must be allowed. */
  readonly scope: RouteOptions['scope'];
}

/**
 * Every route there is, direct ones too. It says which methods each path takes, so that a wrong one
 * can be answered with 405 and `Allow`.
 */
export class RouteTable {
  private readonly reported: { readonly route: Reported; readonly isDirect: boolean }[] = [];
  private readonly entries = new Map<string, Entry>();

  /** @param isDirect whether it is answered without the framework, which has the same route */
  add(route: Reported, isDirect = false): void {
    const { url, method } = route;
    // Preflights of other sites' pages are of no route.
    if (url === '*') return;
    this.reported.push({ route, isDirect });
    const entry = this.entries.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const name of [method].flat()) entry.methods.add(name);
    this.entries.set(url, entry);
  }

  get routes(): readonly KnownRoute[] {
    return this.reported.flatMap(({ route: { url, method, config }, isDirect }) => {
      const { scope } = (config ?? {}) as RouteOptions;
      return [method].flat().map((name) => ({ method: name, url, isDirect, scope }));
    });
  }

  /** @throws Error when a route does not say who may use it */
  checkScopes(): void {
    const mute = this.routes.find(({ scope }) => scope === undefined);
    if (mute === undefined) return;
    throw new Error(`The route ${mute.method} ${mute.url} does not say its scope`);
  }

  /** @param path path of a request, with or without its query */
  allowedMethods = (path: string): string[] => {
    const [plain = ''] = path.split('?', 1);
    const matches = [...this.entries.values()].filter(({ pattern }) => pattern.test(plain));
    return [...new Set(matches.flatMap(({ methods }) => [...methods]))].sort();
  };
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : escapeText(part)))
    .join('/');
  return new RegExp(`^${source}/?$`);
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
