import { type DynamicModule, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { PORTS, portsOf } from '../store.ports.js';
import { BATCH_ROWS, batchRowSchema, OPEN_BATCHES, openBatchSchema } from './batch-row.document.js';
import { MONGO_URL, MongoConnector } from './mongo.connector.js';
import { checkMongoUrl, connectionOptions } from './mongo.options.js';
import { MongoBatchLeases } from './mongo-batch.leases.js';
import { MongoChunkStore } from './mongo-chunk.store.js';
import { MongoPredictionRepository } from './mongo-prediction.repository.js';
import { PREDICTIONS, predictionSchema } from './prediction.document.js';

/** Keeps the history in MongoDB. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: PREDICTIONS, schema: predictionSchema },
      { name: BATCH_ROWS, schema: batchRowSchema },
      { name: OPEN_BATCHES, schema: openBatchSchema },
    ]),
  ],
  providers: [
    MongoPredictionRepository,
    ...portsOf(MongoPredictionRepository),
    MongoChunkStore,
    MongoBatchLeases,
    MongoConnector,
  ],
  exports: PORTS,
})
export class MongoModule {
  /** @throws Error when the URL cannot be one; a server that is down is waited for */
  static forRoot(url: string): DynamicModule {
    checkMongoUrl(url);
    return {
      module: MongoModule,
      imports: [MongooseModule.forRoot(url, { ...connectionOptions(url), ...waiting })],
      providers: [{ provide: MONGO_URL, useValue: url }],
    };
  }
}

const waiting = {
  // The start does not wait for the server; `MongoConnector` does.
  lazyConnection: true,
  // An error event that nobody listens to would end the process.
  connectionFactory: (connection: Connection) => connection.on('error', () => undefined),
};
