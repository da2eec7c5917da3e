import type { FastifyInstance } from 'fastify';
import type { WholeRequest } from './whole.exchange.js';

/** How much of a body is read on after its answer, and how long: most clients send all of it first. */
export const MOST_BYTES = 256 * 1024 * 1024;
const MOST_MS = 30_000;

/**
 * Lets clients see an answer that leaves before their request was read, such as a refusal. A
 * connection that is closed with bytes unread is reset, and most clients then tell of a broken pipe
 * in place of the answer. So the rest of a request is read and thrown away, but not without end.
 * @param mostBytes largest body that a route takes; a larger one is read on to its end as well
 */
export function readOnAfterAnswers(fastify: FastifyInstance, mostBytes: number): void {
  fastify.addHook('onSend', ({ raw }, _reply, payload, done) => {
    if (!raw.complete) {
      (raw as WholeRequest).keepBody();
      // Node calls it after the last answer of a connection. Our end is closed, theirs is not.
      raw.socket.destroySoon = () => raw.socket.end();
    }
    done(null, payload);
  });
  fastify.addHook('onResponse', ({ raw }, _reply, done) => {
    if (Object.hasOwn(raw.socket, 'destroySoon')) readOn(raw as WholeRequest, mostBytes);
    done();
  });
}

function readOn(request: WholeRequest, mostBytes: number): void {
  const { socket } = request;
  let left = Math.max(MOST_BYTES, mostBytes);
  const timer = setTimeout(() => socket.destroy(), MOST_MS).unref();
  const stop = () => clearTimeout(timer);
  const finish = () => {
    stop();
    // The connection may stay, and have many more such answers.
    socket.off('close', stop);
    Reflect.deleteProperty(socket, 'destroySoon');
    if (socket.writableEnded) socket.destroySoon();
  };
  socket.once('close', stop);
  const drop = (part: Buffer | null) => {
    left -= part?.length ?? 0;
    if (part === null) finish();
    else if (left < 0) socket.destroy();
  };
  if (request.complete || socket.destroyed) finish();
  else request.giveUpBody(drop);
}
