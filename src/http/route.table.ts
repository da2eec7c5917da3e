import type { RouteOptions } from 'fastify';

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
}

/**
 * Every route there is, direct ones too. It says which methods each path takes, so that a wrong one
 * can be answered with 405 and `Allow`.
 */
export class RouteTable {
  readonly routes: KnownRoute[] = [];
  private readonly entries = new Map<string, Entry>();

  /** @param isDirect whether it is answered without the framework, which has the same route */
  add({ url, method }: Pick<RouteOptions, 'url' | 'method'>, isDirect = false): void {
    // Preflights of other sites' pages are of no route.
    if (url === '*') return;
    for (const name of [method].flat()) this.routes.push({ method: name, url, isDirect });
    const entry = this.entries.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const name of [method].flat()) entry.methods.add(name);
    this.entries.set(url, entry);
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
