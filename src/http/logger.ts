import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';

/** How long a log line may wait to be written together with others. */
const FLUSH_MS = 200;

/** JSON lines on standard output; coloured text when that is a terminal. */
export function createLogger(level: string): FastifyBaseLogger {
  if (process.stdout.isTTY)
    return pino({ level, transport: { target: 'pino-pretty', options: PRETTY } });
  // A write per line would cost a request more than its inference.
  const destination = pino.destination({ dest: 1, sync: false, minLength: 8_192 });
  setInterval(() => destination.flush(), FLUSH_MS).unref();
  return pino({ level }, destination);
}

const PRETTY = { ignore: 'pid,hostname,context', translateTime: 'HH:MM:ss.l' };
