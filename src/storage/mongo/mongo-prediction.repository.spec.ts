import { describe, expect, it } from '@jest/globals';
import { aHeader, colourChunk, saveColours } from '../contract/history.fixture.js';
import { describePredictionRepository } from '../contract/prediction.repository.contract.js';
import { listed } from '../contract/store.harness.js';
import { nextPredictionId } from '../prediction.id.js';
import { MongoFixture } from './mongo.fixture.js';

const url = process.env.MONGODB_TEST_URL;

if (url === undefined) {
  describe.skip('MongoPredictionRepository', () => {
    it('needs MONGODB_TEST_URL', () => {});
  });
} else {
  describePredictionRepository('MongoPredictionRepository', () => MongoFixture.create(url));

  describe('MongoPredictionRepository sweep', () => {
    it('removes old chunks without a header, and those alone', async () => {
      const fixture = await MongoFixture.create(url);
      const { repository } = fixture;
      const orphan = aHeader([0, 1]);
      await repository.saveChunk(orphan.id, colourChunk(0, [0, 1]));
      const whole = await saveColours(repository, [2, 2]);
      await repository.sweep(new Date(Date.now() - 60_000));
      await expect(listed(repository.findChunks(orphan.id, 0))).resolves.toHaveLength(1);
      await repository.sweep(new Date(Date.now() + 60_000));
      await expect(listed(repository.findChunks(orphan.id, 0))).resolves.toHaveLength(0);
      await expect(listed(repository.findChunks(whole.id, 0))).resolves.toHaveLength(1);
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
      await fixture.repository.saveAll([
        {
          id,
          model: { name: 'colour', version: '1', digest: 'sha256:0' },
          inputs: { 'a.b': 5.1 },
          label: 'red',
          probabilities: { red: 1 },
          warnings: [],
          requestId: 'request-1',
        },
      ]);
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
