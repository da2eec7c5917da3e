import { Controller, Get, Header, Param } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { type ProblemKind, problemCatalog } from './problem.catalog.js';
import { Problem } from './problem.js';

const catalog: Readonly<Record<string, ProblemKind>> = problemCatalog;

/** Whoever was refused may read why. */
const OPEN = { scope: 'open' };

/** The pages that the `type` of every problem points to. */
@ApiExcludeController()
@Controller('problems')
export class ProblemController {
  @Get()
  @RouteConfig(OPEN)
  @Header('content-type', 'text/html; charset=utf-8')
  index(): string {
    const items = Object.entries(catalog).map(
      ([code, { status, title }]) =>
        `<li>${status} <a href="/problems/${code}">${code}</a>: ${title}</li>`,
    );
    return page('Problems', `<ul>${items.join('\n')}</ul>`);
  }

  @Get(':code')
  @RouteConfig(OPEN)
  @Header('content-type', 'text/html; charset=utf-8')
  explain(@Param('code') code: string): string {
    const kind = Object.hasOwn(catalog, code) ? catalog[code] : undefined;
    if (kind === undefined) throw new Problem('not-found', 'There is no problem of this code.');
    return page(kind.title, `<p><code>${kind.status} ${code}</code></p><p>${kind.explanation}</p>`);
  }
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<h1>${title}</h1>${body}<p><a href="/problems">All problems</a> · <a href="/docs">API documentation</a></p></html>`;
}
