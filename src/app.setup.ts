import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { openApiDocument } from './docs/openapi.document.js';
import { fastifyOptions } from './http/fastify.options.js';
import { setUpHttp } from './http/http.setup.js';
import { createLogging } from './http/logger.js';
import { PinoLogger } from './http/pino.logger.js';
import { RequestAccount } from './http/request.account.js';
import { RouteTable } from './http/route.table.js';
import { ModelProvider } from './inference/model.provider.js';
import { servePage } from './page/page.files.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { Problem } from './problem/problem.js';

/** The whole application as the process and the tests run it; it does not listen yet. */
export async function createApp(settings: Settings): Promise<NestFastifyApplication> {
  const { logger, logRequest } = await createLogging(settings.LOG_LEVEL);
  const account = new RequestAccount(logRequest);
  const adapter = new FastifyAdapter({
    ...fastifyOptions(settings, logger),
    skipMiddie: true,
    multipart: false,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  const routes = new RouteTable();
  setUpHttp(fastify, routes, settings, account);
  await servePage(fastify);
  await limitRate(fastify, settings);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(settings, account),
    adapter,
    {
      bodyParser: false,
      abortOnError: false,
      logger: new PinoLogger(logger),
    },
  );
  app.useGlobalFilters(new ProblemFilter(routes.allowedMethods));
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

async function limitRate(
  fastify: FastifyInstance,
  { RATE_LIMIT_PER_MINUTE }: Settings,
): Promise<void> {
  if (RATE_LIMIT_PER_MINUTE === 0) return;
  const { default: rateLimit } = await import('@fastify/rate-limit');
  await fastify.register(rateLimit, {
    max: RATE_LIMIT_PER_MINUTE,
    timeWindow: '1 minute',
    // Probes and scrapes are not clients.
    allowList: (request) => /^\/(health|metrics)/.test(request.url),
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(
        'rate-limited',
        `This client may send ${RATE_LIMIT_PER_MINUTE} requests a minute.`,
        {
          headers: { 'retry-after': String(Math.ceil(ttl / 1000)) },
        },
      ),
  });
}
