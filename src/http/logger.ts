import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { LogBlock } from './log.block.js';
import { type RequestLog, requestLogOf } from './request.log.js';

export interface Logging {
  readonly logger: FastifyBaseLogger;
  readonly logRequest: RequestLog;
}

/** JSON lines on standard output; coloured text when that is a terminal. */
export function createLogging(level: string): Logging {
  if (process.stdout.isTTY) {
    const logger = pino({ level, transport: { target: 'pino-pretty', options: PRETTY } });
    return { logger, logRequest: requestLogOf(logger, null) };
  }
  const block = new LogBlock();
  const logger = pino({ level }, block);
  return { logger, logRequest: requestLogOf(logger, block) };
}

const PRETTY = { ignore: 'pid,hostname,context', translateTime: 'HH:MM:ss.l' };
