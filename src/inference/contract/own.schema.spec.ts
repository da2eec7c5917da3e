import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { rowSchemaOf } from './feature.schema.js';
import type { ModelContract } from './model.contract.js';

const ajv = new Ajv2020();
const FOLDERS = ['model/iris', 'diabetes', 'penguins-mixed', 'wine-gb'].map((name) =>
  name.includes('/') ? name : `test/fixtures/model/${name}`,
);
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('the schemas of our own', () => {
  it('hold a contract schema that is JSON Schema 2020-12', async () => {
    await ajv.validateSchema(read('src/inference/contract/contract.schema.json'));
    expect(ajv.errors).toBeNull();
  });

  it.each(FOLDERS)('hold a row schema of %s that is JSON Schema 2020-12', async (folder) => {
    await ajv.validateSchema(rowSchemaOf(read(`${folder}/1/model.json`) as ModelContract));
    expect(ajv.errors).toBeNull();
  });

  it('are told from what is none', async () => {
    await ajv.validateSchema({ type: 'text' });
    expect(ajv.errors).not.toBeNull();
  });
});
