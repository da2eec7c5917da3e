import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openAccess } from './access/open.access.js';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { fastifyOptions } from './http/fastify.options.js';
import { checksOf, Gate } from './http/gate/gate.js';
import { HttpParts } from './http/http.parts.js';
import { setUpHttp } from './http/http.setup.js';
import { createLogging } from './http/log/logger.js';
import { PinoLogger } from './http/log/pino.logger.js';
import { RequestObserver } from './http/log/request.observer.js';
import { RouteTable } from './http/route.table.js';
import { pagePolicy } from './http/security.headers.js';
import { ApiDocuments } from './observe/docs/api.documents.js';
import { servePage } from './page/page.files.js';
import { ProblemFilter } from './problem/problem.filter.js';

/** The whole application as the process and the tests run it; it does not listen yet. */
export async function createApp(settings: Settings): Promise<NestFastifyApplication> {
  const access = await openAccess(settings);
  const { logger, logRequest } = await createLogging(settings.LOG_LEVEL);
  const http = new HttpParts(
    new RouteTable(),
    new Gate(checksOf(settings, access)),
    new RequestObserver(logRequest),
  );
  const adapter = new FastifyAdapter({
    ...fastifyOptions(settings, logger),
    skipMiddie: true,
    multipart: false,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  await setUpHttp(fastify, settings, http);
  await servePage(fastify, pagePolicy(settings));
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(settings, access, http),
    adapter,
    {
      bodyParser: false,
      abortOnError: false,
      logger: new PinoLogger(logger),
    },
  );
  app.useGlobalFilters(new ProblemFilter(http.routes.allowedMethods));
  if (settings.DOCS === 'on') serveDocs(app, fastify);
  return app;
}

/** JSON leaves it out, and Swagger then asks for the document by its URL. */
const NO_DOCUMENT = undefined as unknown as OpenAPIObject;

/** The document is made for whoever asks for it; the page that shows it asks as well. */
function serveDocs(app: NestFastifyApplication, fastify: FastifyInstance): void {
  const documents = new ApiDocuments(app);
  fastify.addHook('onRoute', (route) => {
    if (/^\/docs(\/|$)/.test(route.url)) route.config = { scope: 'open' };
    if (route.url === '/openapi.json') route.config = { scope: 'any' };
  });
  SwaggerModule.setup('docs', app, NO_DOCUMENT, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Tabserve API',
    swaggerUrl: '/openapi.json',
    // Files of the page (web/public), which have the key of the tab.
    customJs: '/docs-key.js',
    customCssUrl: '/docs-key.css',
    patchDocumentOnRequest: (request) => documentFor(documents, request as FastifyRequest),
  });
}

/** What is part of the page is open to all, and so has nothing of the document in it. */
function documentFor(documents: ApiDocuments, request: FastifyRequest): OpenAPIObject {
  const { routeOptions, caller } = request;
  return routeOptions.url === '/openapi.json' ? documents.for(caller) : NO_DOCUMENT;
}
