import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withPlatform } from './platform.defaults.js';
import { readSettings } from './settings.js';

describe(withPlatform.name, () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tabserve-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const onSageMaker = (environment = {}) => {
    mkdirSync(join(root, 'opt/ml/model'), { recursive: true });
    return readSettings(withPlatform(environment, root));
  };

  it('changes nothing where no platform is found', () => {
    const environment = { PORT: '9000', SAGEMAKER_BIND_TO_PORT: '9001' };
    expect(withPlatform(environment, root)).toBe(environment);
  });

  it('serves on SageMaker what it brings, where it asks', () => {
    expect(onSageMaker()).toMatchObject({
      HOST: '0.0.0.0',
      PORT: 8080,
      MODEL_DIR: '/opt/ml/model',
      HISTORY_URL: 'sqlite:/tmp/history.sqlite',
      ACCESS: 'open',
    });
    expect(onSageMaker({ SAGEMAKER_BIND_TO_PORT: '9001' }).PORT).toBe(9001);
  });

  it('leaves what is said as it is, and takes an empty variable for one that is not set', () => {
    const said = { SAGEMAKER_BIND_TO_PORT: '', PORT: '', MODEL_DIR: 'mine', ACCESS: 'required' };
    const more = { ACCESS_KEYS_FILE: '/keys.json', HISTORY_URL: 'mongodb://db/tabserve' };
    expect(onSageMaker({ ...said, ...more })).toMatchObject({
      PORT: 8080,
      MODEL_DIR: 'mine',
      ACCESS: 'required',
      HISTORY_URL: 'mongodb://db/tabserve',
    });
  });
});
