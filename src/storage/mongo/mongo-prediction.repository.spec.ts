import { describe, expect, it } from '@jest/globals';
import { nextPredictionId } from '../../domain/prediction.id.js';
import { aHeader, colourChunk, saveColours, written } from '../contract/history.fixture.js';
import { describePredictionRepository } from '../contract/prediction.repository.contract.js';
import { listed } from '../contract/store.harness.js';
import { MongoFixture } from './mongo.fixture.js';
import { EXPIRED_MS } from './mongo-batch.leases.js';

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

    it('refuses what a newer version has written', async () => {
      const fixture = await MongoFixture.create(url);
      await fixture.setFormat(99);
      await expect(fixture.repository.prepare()).rejects.toThrow('it has format 99, of a newer');
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
