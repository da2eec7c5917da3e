import { isatty } from 'node:tty';
import type { FastifyBaseLogger } from 'fastify';
import { type Logger, pino } from 'pino';
import { LogBlock } from './log.block.js';
import { type RequestLog, requestLogOf } from './request.log.js';

export interface Logging {
  readonly logger: FastifyBaseLogger;
  readonly logRequest: RequestLog;
}

/** JSON lines on standard output; coloured text when that is a terminal. */
export async function createLogging(level: string): Promise<Logging> {
  const block = new LogBlock((lines) => logger.warn({ lines }, 'lines of this log were dropped'));
  const pretty = isatty(1) ? await prettyLines() : null;
  const logger: Logger = pino(
    { level },
    pretty === null ? block : { write: (line) => block.write(pretty(line)) },
  );
  return { logger, logRequest: requestLogOf(logger, pretty === null ? block : null) };
}

async function prettyLines(): Promise<(line: string) => string> {
  const { prettyFactory } = await import('pino-pretty');
  return prettyFactory({ ignore: 'pid,hostname,context', translateTime: 'HH:MM:ss.l' });
}
