import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { connectionOptions, reasonOf } from './mongo.options.js';
import { MongoPredictionRepository } from './mongo-prediction.repository.js';

export const MONGO_URL = Symbol('MONGO_URL');
const RETRY_MS = 1_000;

/** Connects, for as long as it takes; from then on the driver reconnects by itself. */
@Injectable()
export class MongoConnector implements OnApplicationShutdown {
  private readonly logger = new Logger('History');
  private readonly closing = new AbortController();

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(MONGO_URL) private readonly url: string,
    private readonly repository: MongoPredictionRepository,
  ) {}

  onModuleInit(): void {
    void this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    // An attempt that is under way would hold up the close until it times out.
    await this.connection.getClient()?.close();
    await this.connection.close();
  }

  private async connect(): Promise<void> {
    let attempt = () => this.connection.asPromise();
    let reported = '';
    while (!this.closing.signal.aborted) {
      try {
        await attempt();
        await this.repository.prepare();
        return this.logger.log('The history is connected');
      } catch (error) {
        reported = this.report(error, reported);
      }
      await this.pause();
      attempt = () => this.connection.openUri(this.url, connectionOptions(this.url));
    }
  }

  /** Logs a reason once, not at every attempt. */
  private report(error: unknown, reported: string): string {
    const reason = reasonOf(error, this.url);
    if (reason !== reported && !this.closing.signal.aborted) {
      this.logger.error(`The history cannot be reached: ${reason}; trying on`);
    }
    return reason;
  }

  private async pause(): Promise<void> {
    const options = { signal: this.closing.signal, ref: false };
    await setTimeout(RETRY_MS, undefined, options).catch(() => undefined);
  }
}
