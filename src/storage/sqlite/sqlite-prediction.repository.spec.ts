import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describePredictionRepository } from '../contract/prediction.repository.contract.js';
import { SqlitePredictionRepository } from './sqlite-prediction.repository.js';

describePredictionRepository('SqlitePredictionRepository in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tabserve-'));
  const path = join(folder, 'made', 'on demand', 'history.sqlite');
  let repository = SqlitePredictionRepository.open(path, 'FULL');
  return {
    repository,
    async reopen() {
      repository.onApplicationShutdown();
      repository = SqlitePredictionRepository.open(path);
      return repository;
    },
    async remove() {
      repository.onApplicationShutdown();
      await rm(folder, { recursive: true });
    },
  };
});
