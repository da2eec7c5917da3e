import type { RouteOptions } from 'fastify';

interface Entry {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Which methods each path takes, so that a wrong one can be answered with 405 and `Allow`. */
export class RouteTable {
  private readonly entries = new Map<string, Entry>();

  add({ url, method }: Pick<RouteOptions, 'url' | 'method'>): void {
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
