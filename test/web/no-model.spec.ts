import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/test.app.js';
import { writeTinyModel } from '../support/tiny.model.js';
import { axeViolations } from './support/axe.js';
import { PageHarness } from './support/page.harness.js';

describe('The page of a service without a model', () => {
  const folder = temporaryFolder();
  let harness: PageHarness;
  beforeAll(async () => {
    writeTinyModel(folder.path, 'log');
    rmSync(join(folder.path, 'log/1/golden.json'));
    harness = await PageHarness.open({ MODEL_DIR: folder.path });
  });
  afterAll(async () => {
    await harness.close();
    folder.remove();
  });

  test('says so, and why', async () => {
    const { page } = await harness.visit();
    const note = page.getByRole('alert');
    await note.getByRole('heading', { name: 'No model is served' }).waitFor();
    expect(await note.getByRole('listitem').allTextContents()).toEqual([
      'log/1: golden.json: is missing',
    ]);
    expect(await axeViolations(page)).toEqual([]);
  });
});
