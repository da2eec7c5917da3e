import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

/** Lets Nest's own messages go where the requests are logged. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: FastifyBaseLogger) {}

  log(message: unknown, context?: string): void {
    // Nest's start-up chatter says nothing that our one line does not.
    if (context !== undefined && FRAMEWORK.has(context))
      this.pino.debug({ context }, String(message));
    else this.pino.info({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const facts = { context: rest.at(-1), err: message instanceof Error ? message : undefined };
    // What keeps the service from starting is thrown as well, and told where it is caught.
    if (STARTING.has(String(facts.context))) this.pino.debug(facts, String(message));
    else this.pino.error(facts, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.pino.trace({ context }, String(message));
  }
}

const FRAMEWORK = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'ConfigModule',
]);

const STARTING = new Set(['ExceptionHandler', 'NestApplication']);
