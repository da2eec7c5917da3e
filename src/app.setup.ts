import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
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
import { ModelProvider } from './inference/registry/model.provider.js';
import { openApiDocument } from './observe/docs/openapi.document.js';
import { servePage } from './page/page.files.js';
import { ProblemFilter } from './problem/problem.filter.js';

/** The whole application as the process and the tests run it; it does not listen yet. */
export async function createApp(settings: Settings): Promise<NestFastifyApplication> {
  const { logger, logRequest } = await createLogging(settings.LOG_LEVEL);
  const http = new HttpParts(
    new RouteTable(),
    new Gate(checksOf(settings)),
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
    AppModule.forRoot(settings, http),
    adapter,
    {
      bodyParser: false,
      abortOnError: false,
      logger: new PinoLogger(logger),
    },
  );
  app.useGlobalFilters(new ProblemFilter(http.routes.allowedMethods));
  serveDocs(app);
  return app;
}

/** Made at the first request: the models are loaded by then. */
function serveDocs(app: NestFastifyApplication): void {
  const models = app.get(ModelProvider);
  SwaggerModule.setup(
    'docs',
    app,
    () => openApiDocument(app, models.list(), models.findDefault()),
    {
      jsonDocumentUrl: 'openapi.json',
      raw: ['json'],
      customSiteTitle: 'Tabserve API',
    },
  );
}
