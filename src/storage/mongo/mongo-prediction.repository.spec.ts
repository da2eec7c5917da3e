import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BatchHeader } from '../../domain/batch.record.js';
import { nextPredictionId } from '../../domain/prediction.id.js';
import {
  aHeader,
  aRecord,
  colourChunk,
  saveColours,
  written,
} from '../contract/history.fixture.js';
import { describePredictionRepository } from '../contract/prediction.repository.contract.js';
import { listed } from '../contract/store.harness.js';
import { MongoFixture } from './mongo.fixture.js';
import { EXPIRED_MS } from './mongo-batch.leases.js';
import { toBatchDocument } from './prediction.mapper.js';

const url = process.env.MONGODB_TEST_URL;

if (url === undefined) {
  describe.skip('MongoPredictionRepository', () => {
    it('needs MONGODB_TEST_URL', () => {});
  });
} else {
  describePredictionRepository('MongoPredictionRepository', () => MongoFixture.create(url));

  describe('MongoPredictionRepository', () => {
    it('gives up a batch whose lease stays the same, and no other', async () => {
      const fixture = await MongoFixture.create(url);
      const { repository, leases } = fixture;
      const rowsOf = async (id: string) => (await listed(repository.findChunks(id, 0))).length;
      const orphan = aHeader([0, 1]);
      await repository.saveChunk(orphan.id, colourChunk(0, [0, 1]));
      const whole = await saveColours(repository, [2, 2]);
      const giveUp = (id: string) => repository.discardBatch(id);
      const other = fixture.otherLeases();
      await other.look(0, giveUp);
      await other.look(EXPIRED_MS - 1, giveUp);
      expect(await rowsOf(orphan.id)).toBe(1);
      // Whoever writes it is still there.
      await leases.look(0, giveUp);
      await other.look(EXPIRED_MS, giveUp);
      expect(await rowsOf(orphan.id)).toBe(1);
      await other.look(2 * EXPIRED_MS, giveUp);
      expect([await rowsOf(orphan.id), await rowsOf(whole.id)]).toEqual([0, 1]);
      await expect(repository.saveBatch(orphan)).rejects.toThrow('has 0 stored rows in place of 2');
      await fixture.remove();
    });

    describe('a batch of which two processes decide', () => {
      const codes = [0, 1];
      let header: BatchHeader;
      let fixture: MongoFixture;
      let other: MongoFixture;
      beforeEach(async () => {
        fixture = await MongoFixture.create(url);
        other = await fixture.other();
        header = aHeader(codes);
        await fixture.repository.saveChunk(header.id, colourChunk(0, codes));
      });
      afterEach(async () => {
        await other.close();
        await fixture.remove();
      });
      const held = async () => ({
        header: await other.repository.findBatch(header.id),
        chunks: (await listed(other.repository.findChunks(header.id, 0))).length,
        leases: (await fixture.documentsOf('open_batches')).length,
      });
      const NOTHING = { header: null, chunks: 0, leases: 0 };
      const unavailable = { code: 'history-unavailable' };

      it('is not kept any more when the other has given it up, and its writer is told', async () => {
        const { repository } = fixture;
        await other.repository.discardBatch(header.id);
        await repository.saveChunk(header.id, colourChunk(2, codes));
        await expect(repository.saveBatch(header)).rejects.toMatchObject(unavailable);
        await expect(fixture.leases.keep(toBatchDocument(header))).rejects.toMatchObject(
          unavailable,
        );
        await repository.discardBatch(header.id);
        expect(await held()).toEqual(NOTHING);
      });

      it('is not written on when its writer has seen that it was given up', async () => {
        const { repository, leases } = fixture;
        await other.repository.discardBatch(header.id);
        await leases.look(0, (id) => repository.discardBatch(id));
        const late = repository.saveChunk(header.id, colourChunk(2, codes));
        await expect(late).rejects.toMatchObject(unavailable);
        expect(await held()).toEqual(NOTHING);
      });

      it('is given up no more when it is to be kept: the other completes it', async () => {
        await fixture.leases.keep(toBatchDocument(header));
        await other.repository.discardBatch(header.id);
        expect(await held()).toEqual({ header, chunks: 1, leases: 0 });
      });

      it('is removed by whoever comes when its removal was broken off', async () => {
        await other.leases.discard(header.id);
        await expect(fixture.repository.saveBatch(header)).rejects.toMatchObject(unavailable);
        const third = fixture.otherLeases();
        const giveUp = (id: string) => other.repository.discardBatch(id);
        await third.look(0, giveUp);
        await third.look(EXPIRED_MS, giveUp);
        expect(await held()).toEqual(NOTHING);
      });
    });

    it('refuses to read and write what a newer version has written, until it is gone', async () => {
      const fixture = await MongoFixture.create(url);
      const { repository } = fixture;
      const unavailable = { code: 'history-unavailable' };
      await fixture.setFormat(99);
      await expect(repository.prepare()).rejects.toThrow('it has format 99, of a newer');
      const calls = [
        () => repository.saveAll(written([aRecord()])),
        () => repository.saveChunk(nextPredictionId(), colourChunk(0, [0])),
        () => repository.saveBatch(aHeader([])),
        () => repository.findEntries({}, null, 1),
        () => repository.summarize({}),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject(unavailable);
      await fixture.setFormat(2);
      await saveColours(repository, [1]);
      await expect(repository.findEntries({}, null, 9)).resolves.toHaveLength(1);
      await fixture.remove();
    });

    it('declares an index for every filter', async () => {
      const fixture = await MongoFixture.create(url);
      const keys = (await fixture.indexesOf('predictions')).map(({ key }) => Object.keys(key));
      expect(keys).toEqual(
        expect.arrayContaining([
          ['model.name', '_id'],
          ['model.name', 'model.version', '_id'],
          ['label', '_id'],
          ['source', '_id'],
        ]),
      );
      await fixture.remove();
    });

    it('keeps documents that a person can read', async () => {
      const fixture = await MongoFixture.create(url);
      const id = nextPredictionId();
      await fixture.repository.saveAll(
        written([
          {
            id,
            model: { name: 'colour', version: '1', digest: 'sha256:0' },
            inputs: { 'a.b': 5.1 },
            label: 'red',
            probabilities: { red: 1 },
            warnings: [],
            requestId: 'request-1',
          },
        ]),
      );
      await expect(fixture.documentsOf('predictions')).resolves.toEqual([
        {
          _id: id,
          source: 'single',
          model: { name: 'colour', version: '1', digest: 'sha256:0' },
          inputs: [{ name: 'a.b', value: 5.1 }],
          label: 'red',
          probabilities: [{ label: 'red', probability: 1 }],
          warnings: [],
          requestId: 'request-1',
        },
      ]);
      await fixture.remove();
    });
  });
}
