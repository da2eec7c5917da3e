import { randomUUID } from 'node:crypto';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Connection } from 'mongoose';
import type { StoreHarness } from '../contract/store.harness.js';
import { PredictionRepository } from '../prediction.repository.js';
import { StorageModule } from '../storage.module.js';
import type { MongoPredictionRepository } from './mongo-prediction.repository.js';

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

  get repository(): MongoPredictionRepository {
    return this.module.get(PredictionRepository);
  }

  async reopen(): Promise<MongoPredictionRepository> {
    await this.module.close();
    this.module = await connectedModule(this.url);
    return this.repository;
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
  await module.get<MongoPredictionRepository>(PredictionRepository).prepare();
  return module;
}
