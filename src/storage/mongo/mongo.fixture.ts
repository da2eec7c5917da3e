import { randomUUID } from 'node:crypto';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Connection } from 'mongoose';
import type { StoreHarness } from '../contract/store.harness.js';
import { StorageModule } from '../storage.module.js';
import { OPEN_BATCHES } from './batch-row.document.js';
import { MongoBatchLeases } from './mongo-batch.leases.js';
import { MongoPredictionRepository } from './mongo-prediction.repository.js';

/** The store as the application makes it, in a database of its own. */
export class MongoFixture implements StoreHarness {
  private constructor(
    private readonly url: string,
    private module: TestingModule,
  ) {}

  static async create(server: string): Promise<MongoFixture> {
    const url = new URL(server);
    url.pathname = `/tabserve_test_${randomUUID().slice(0, 8)}`;
    return new MongoFixture(url.href, await connectedModule(url.href));
  }

  /** Another process on the same history. */
  async other(): Promise<MongoFixture> {
    return new MongoFixture(this.url, await connectedModule(this.url));
  }

  get repository(): MongoPredictionRepository {
    return this.module.get(MongoPredictionRepository, { strict: false });
  }

  get leases(): MongoBatchLeases {
    return this.module.get(MongoBatchLeases, { strict: false });
  }

  /** Of another process on the same history. */
  otherLeases(): MongoBatchLeases {
    return new MongoBatchLeases(this.module.get(getModelToken(OPEN_BATCHES), { strict: false }));
  }

  async setFormat(version: number): Promise<void> {
    const formats = this.connection.collection<{ _id: string }>('history_format');
    await formats.updateOne({ _id: 'history_format' }, { $set: { version } });
  }

  async reopen(): Promise<MongoPredictionRepository> {
    await this.module.close();
    this.module = await connectedModule(this.url);
    return this.repository;
  }

  async close(): Promise<void> {
    await this.module.close();
  }

  async remove(): Promise<void> {
    await this.connection.dropDatabase();
    await this.module.close();
  }

  indexesOf(collection: string) {
    return this.connection.collection(collection).indexes();
  }

  documentsOf(collection: string) {
    return this.connection.collection(collection).find().toArray();
  }

  private get connection(): Connection {
    return this.module.get(getConnectionToken());
  }
}

async function connectedModule(url: string): Promise<TestingModule> {
  const module = await Test.createTestingModule({
    imports: [StorageModule.forRoot({ url })],
  }).compile();
  await module.init();
  const connection = module.get<Connection>(getConnectionToken());
  await connection.asPromise();
  await module.get(MongoPredictionRepository, { strict: false }).prepare();
  return module;
}
