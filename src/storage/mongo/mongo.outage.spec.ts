import { afterEach, describe, expect, it } from '@jest/globals';
import { ConsoleLogger } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Connection } from 'mongoose';
import { aHeader, aRecord, colourChunk, written } from '../contract/history.fixture.js';
import { listed } from '../contract/store.harness.js';
import { StorageModule } from '../storage.module.js';
import { EXPIRED_MS, MongoBatchLeases } from './mongo-batch.leases.js';
import { MongoPredictionRepository } from './mongo-prediction.repository.js';
import { TcpRelay } from './tcp-relay.fixture.js';

const server = process.env.MONGODB_TEST_URL;
const unavailable = {
  code: 'history-unavailable',
  message: expect.not.stringMatching(/s3cret|127/),
};

describe('MongoPredictionRepository without its server', () => {
  let module: TestingModule;
  let relay: TcpRelay;
  afterEach(async () => {
    await connection()
      .dropDatabase()
      .catch(() => undefined);
    await module.close();
    relay.close();
  });
  const connection = () => module.get<Connection>(getConnectionToken());
  const repository = () => module.get(MongoPredictionRepository, { strict: false });

  async function start(url: string): Promise<void> {
    const builder = Test.createTestingModule({ imports: [StorageModule.forRoot({ url })] });
    module = await builder.setLogger(new ConsoleLogger({ logLevels: [] })).compile();
    await module.init();
  }

  it('starts, refuses everything as unavailable, and stops', async () => {
    relay = await TcpRelay.to('127.0.0.1', 1);
    relay.close();
    await start(`mongodb://me:s3cret@127.0.0.1:${relay.port}/x`);
    const { id } = aHeader([]);
    const calls = [
      () => repository().ping(),
      () => repository().saveAll(written([aRecord()])),
      () => repository().saveChunk(id, colourChunk(0, [0])),
      () => repository().saveBatch(aHeader([])),
      () => repository().discardBatch(id),
      () => repository().findRecord(id),
      () => repository().findBatch(id),
      () => repository().findEntries({}, null, 1),
      () => repository().summarize({}),
      () => listed(repository().findChunks(id, 0)),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(unavailable);
  });

  (server === undefined ? it.skip : it)('connects when the server comes up later', async () => {
    const { hostname, port } = new URL(server ?? 'mongodb://none');
    relay = await TcpRelay.to(hostname, Number(port));
    relay.close();
    await start(`mongodb://127.0.0.1:${relay.port}/tabserve_test_outage`);
    await expect(repository().ping()).rejects.toMatchObject(unavailable);
    const connected = new Promise((resolve) => connection().once('connected', resolve));
    await relay.open();
    await connected;
    const record = aRecord();
    await repository().saveAll(written([record]));
    await expect(repository().findRecord(record.id)).resolves.toStrictEqual(record);
  });

  (server === undefined ? it.skip : it)('goes on after the server was away', async () => {
    const { hostname, port } = new URL(server ?? 'mongodb://none');
    relay = await TcpRelay.to(hostname, Number(port));
    await start(`mongodb://127.0.0.1:${relay.port}/tabserve_test_outage`);
    await connection().asPromise();
    const record = aRecord();
    await repository().saveAll(written([record]));
    relay.close();
    await expect(repository().saveAll(written([aRecord()]))).rejects.toMatchObject(unavailable);
    await expect(repository().findRecord(record.id)).rejects.toMatchObject(unavailable);
    await relay.open();
    await expect(repository().findRecord(record.id)).resolves.toStrictEqual(record);
  });

  (server === undefined ? it.skip : it)('removes later what it could not discard', async () => {
    const { hostname, port } = new URL(server ?? 'mongodb://none');
    relay = await TcpRelay.to(hostname, Number(port));
    await start(`mongodb://127.0.0.1:${relay.port}/tabserve_test_outage`);
    await connection().asPromise();
    const { id } = aHeader([]);
    await repository().saveChunk(id, colourChunk(0, [0]));
    relay.close();
    await expect(repository().discardBatch(id)).rejects.toMatchObject(unavailable);
    await relay.open();
    const leases = module.get(MongoBatchLeases, { strict: false });
    const giveUp = (batchId: string) => repository().discardBatch(batchId);
    await leases.look(0, giveUp);
    await leases.look(EXPIRED_MS, giveUp);
    await expect(listed(repository().findChunks(id, 0))).resolves.toEqual([]);
  });
});
