import type { OpenAPIObject } from '@nestjs/swagger';
import type { Caller } from '../../domain/caller.js';
import type { KnownRoute } from '../../http/route.table.js';

/** What an operation says of who may use it. */
interface Operation {
  security?: Record<string, readonly string[]>[];
}

const SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'A key, `tsk_…`, or a token of the issuer that this server trusts.',
  },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key, `tsk_…`.' },
};

/** Leaves the operations that a caller may use, and says of each what it takes to do so. */
export function keepAllowed(
  document: OpenAPIObject,
  { scopes }: Caller,
  routes: readonly KnownRoute[],
): void {
  for (const [path, item] of Object.entries(document.paths)) {
    const operations = item as Record<string, Operation>;
    for (const [method, operation] of Object.entries(operations)) {
      const scope = scopeOf(routes, path, method);
      if (scope === 'open') operation.security = [];
      else if (scope === 'any') continue;
      else if (scopes.has(scope)) operation.security = secured([scope]);
      else delete operations[method];
    }
    if (Object.keys(operations).length === 0) delete document.paths[path];
  }
  document.security = secured([]) as never;
  document.components = { ...document.components, securitySchemes: SCHEMES as never };
}

function secured(roles: readonly string[]): Record<string, readonly string[]>[] {
  return Object.keys(SCHEMES).map((scheme) => ({ [scheme]: roles }));
}

function scopeOf(routes: readonly KnownRoute[], path: string, method: string) {
  const url = path.replace(/\{(\w+)\}/g, ':$1');
  const route = routes.find((one) => one.url === url && one.method === method.toUpperCase());
  if (route?.scope === undefined) throw new Error(`${method} ${path} is no known route`);
  return route.scope;
}
