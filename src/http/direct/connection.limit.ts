import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Settings } from '../../config/settings.js';
import { Problem } from '../../problem/problem.js';
import { requestIdOf } from '../request-id.js';
import { countConnections, refusedConnections } from './connection.metrics.js';
import { keepOneTimer } from './connection.timer.js';
import { socketAnswer } from './socket.answer.js';

/** What looks after the process gets in when clients do not. */
const PROBE = /^GET \/(health\/(live|ready)|metrics)[ ?]/;
/** How many connections beyond the limit are listened to, and how many probes are answered, at once. */
const MOST_BEYOND = 256;
/** How long a connection beyond the limit may take to say what it wants, or to read its refusal. */
const PATIENCE_MS = 1_000;

type Listener = (this: Server, socket: Socket) => void;

/**
 * Takes at most `MAX_CONNECTIONS` connections. One more is answered 503 and closed without being
 * parsed, unless it asks for the health or the metrics, which is answered once.
 */
@Injectable()
export class ConnectionLimit implements OnModuleInit {
  private open = 0;
  /** Beyond the limit, without a word so far; the oldest first. */
  private readonly silent = new Set<Socket>();
  /** Beyond the limit, and let in. */
  private readonly probes = new Set<Socket>();
  private admit: (socket: Socket) => void = () => {};

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    const { MAX_CONNECTIONS } = this.settings;
    countConnections(() => this.open, MAX_CONNECTIONS);
    const server: Server = this.host.httpAdapter.getHttpServer();
    const [listener] = server.listeners('connection') as Listener[];
    if (listener === undefined) throw new Error('The HTTP server takes no connections.');
    this.admit = (socket) => {
      keepOneTimer(socket);
      listener.call(server, socket);
    };
    server.removeListener('connection', listener);
    server.on('connection', (socket: Socket) => {
      if (this.open < MAX_CONNECTIONS) this.take(socket);
      else this.hear(socket);
    });
    this.closeBehindProbes();
  }

  private take(socket: Socket): void {
    this.open++;
    socket.once('close', () => this.open--);
    this.admit(socket);
  }

  /** Waits for the first bytes, which say whether it is a probe. */
  private hear(socket: Socket): void {
    const [oldest] = this.silent;
    if (this.silent.size >= MOST_BEYOND) oldest?.emit('timeout');
    this.silent.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.silent.delete(socket));
    socket.setTimeout(PATIENCE_MS);
    socket.once('timeout', () => this.refuse(socket));
    socket.once('data', (bytes: Buffer) => {
      const isProbe = PROBE.test(bytes.toString('latin1', 0, 32));
      if (isProbe && this.probes.size < MOST_BEYOND) this.letIn(socket, bytes);
      else this.refuse(socket);
    });
  }

  private letIn(socket: Socket, bytes: Buffer): void {
    this.silent.delete(socket);
    socket.removeAllListeners('timeout');
    socket.setTimeout(0);
    this.probes.add(socket);
    socket.once('close', () => this.probes.delete(socket));
    // Node's parser starts where the client did.
    socket.unshift(bytes);
    this.admit(socket);
  }

  /** What the client still sends is read for a moment: a reset would take the answer from it. */
  private refuse(socket: Socket): void {
    if (!this.silent.delete(socket)) return;
    refusedConnections.inc();
    const problem = new Problem('overloaded', 'Too many connections are open.');
    socket.removeAllListeners('data');
    socket.end(socketAnswer(problem, requestIdOf({})));
    socket.resume();
    setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
  }

  /** A probe's connection would stay, beyond the limit. */
  private closeBehindProbes(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    fastify.addHook('onSend', (request, reply, payload, done) => {
      if (this.probes.has(request.raw.socket)) void reply.header('connection', 'close');
      done(null, payload);
    });
  }
}
