import type { Server } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Settings } from '../config/settings.js';

/**
 * Cuts the connections that are still open when the drain's time is up. Node stops watching
 * half-sent requests once the server closes, so one of them would hold the process for ever.
 */
@Injectable()
export class ConnectionDeadline implements OnModuleDestroy {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
  ) {}

  onModuleDestroy(): void {
    const server: Server = this.host.httpAdapter.getHttpServer();
    const delay = this.settings.DRAIN_DELAY_MS + this.settings.SHUTDOWN_TIMEOUT_MS;
    setTimeout(() => server.closeAllConnections(), delay).unref();
  }
}
