import type { Server } from 'node:http';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Settings } from '../config/settings.js';

/** Sends clients elsewhere once the process is told to stop, and cuts those that do not go. */
@Injectable()
export class ConnectionDrain implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ConnectionDrain.name);
  private hasBegun = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
  ) {}

  get isDraining(): boolean {
    return this.hasBegun;
  }

  /** A kept connection would be closed under the client's next request. */
  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (this.hasBegun) void reply.header('connection', 'close');
      done(null, payload);
    });
    fastify.addHook('preClose', (done) => {
      this.dismissIdle();
      done();
    });
  }

  /**
   * Node stops watching half-sent requests once the server closes, so one of them would hold the
   * process for ever.
   */
  onModuleDestroy(): void {
    this.hasBegun = true;
    const server: Server = this.host.httpAdapter.getHttpServer();
    const delay = this.settings.DRAIN_DELAY_MS + this.settings.SHUTDOWN_TIMEOUT_MS;
    setTimeout(() => this.cut(server), delay).unref();
  }

  /** Without those that have no request there are as many connections as requests. */
  private dismissIdle(): void {
    const server: Server = this.host.httpAdapter.getHttpServer();
    if (!server.listening) return;
    server.once('close', () => this.logger.log('every connection is closed'));
    server.closeIdleConnections();
    server.getConnections((_, count) => this.logger.log(`draining, requests under way: ${count}`));
  }

  private cut(server: Server): void {
    server.getConnections((_, count) => this.logger.warn(`time is up, requests cut: ${count}`));
    server.closeAllConnections();
  }
}
