import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const hasJq = spawnSync('jq', ['--version']).status === 0;

/** A cluster of one Secret: the file `secret` is its value, `forbidden` keeps everybody out. */
const KUBECTL = `#!/usr/bin/env bash
cd "$(dirname "$0")"
[ ! -e forbidden ] || exit 1
echo "$*" >>calls
case $* in
  *' get secret tabserve-keys '*) if [ -e secret ]; then base64 secret; fi ;;
  *' create secret generic tabserve-keys '*) sed -E 's/.*--from-file=(\\S+).*/\\1/' <<<"$*" | xargs cat ;;
  *' apply '*) cat >new && mv new secret && echo 'secret/tabserve-keys configured' ;;
esac
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  writeFileSync(join(folder, 'kubectl'), KUBECTL);
  chmodSync(join(folder, 'kubectl'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

(hasJq ? describe : describe.skip)('k8s/bootstrap/keys', () => {
  it('makes the Secret with the entry of a new key, and prints the key alone', () => {
    const { status, stdout } = keys('create', '--scopes', 'predict', '--note', 'shop');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^tsk_[a-z0-9]{8}_[0-9A-Za-z]{49}\n$/);
    expect(secret()).toMatchObject([{ id: idOf(stdout), scopes: ['predict'], note: 'shop' }]);
    expect(JSON.stringify(secret())).not.toContain(stdout.trim());
  });

  it('adds a key beside the others, lists them, and revokes one', () => {
    const first = idOf(keys('create', '--scopes', 'predict').stdout);
    const second = idOf(keys('create', '--scopes', 'metrics:read').stdout);
    expect(keys('list').stdout).toMatch(new RegExp(`${first}[^]*${second}`));
    expect(keys('revoke', first).status).toBe(0);
    expect(secret()).toMatchObject([{ id: second }]);
  });

  it('changes nothing, and prints no key, when the Secret cannot be read', () => {
    keys('create', '--scopes', 'predict');
    const before = secret();
    writeFileSync(join(folder, 'forbidden'), '');
    expect(keys('create', '--scopes', 'predict')).toMatchObject({ status: 1, stdout: '' });
    expect(secret()).toEqual(before);
  });

  it.each([
    ['create', '--scopes', 'everything'],
    ['revoke', 'nosuchid'],
    ['remove', 'nosuchid'],
  ])('applies nothing for a wrong command: %s %s', (...words) => {
    expect(keys(...words).status).not.toBe(0);
    expect(existsSync(join(folder, 'secret'))).toBe(false);
  });
});

function keys(...words: string[]) {
  return spawnSync('k8s/bootstrap/keys', ['tabserve-staging', ...words], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    encoding: 'utf8',
    timeout: 30_000,
  });
}

const secret = (): object[] => JSON.parse(readFileSync(join(folder, 'secret'), 'utf8'));

const idOf = (key: string) => key.split('_')[1] ?? '';
