import { execFileSync, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from './support/test.app.js';

const folder = temporaryFolder();
const git = (...words: string[]) => {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
  const noSettings = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const env = { PATH: process.env.PATH, ...noSettings };
  execFileSync('git', [...identity, ...words], { cwd: folder.path, env, stdio: 'pipe' });
};
const commit = (subject: string) => git('commit', '--allow-empty', '--message', subject);
/** What the check says in the end, and of which subjects. */
const check = () => {
  const { stdout, status } = spawnSync('bash', ['.ci/subjects', folder.path], { encoding: 'utf8' });
  const failed = [...stdout.matchAll(/^FAILED \w+ (.*)$/gm)].map(([, subject]) => subject);
  return { failed, count: stdout.trimEnd().split('\n').at(-1), status };
};

beforeAll(() => {
  git('init', '--quiet');
  commit('a beginning.');
});
afterAll(() => folder.remove());

describe('the check of commit subjects', () => {
  it('judges a single commit', () => {
    expect(check()).toEqual({ failed: ['a beginning.'], count: '0 passed, 1 failed', status: 1 });
  });

  it('looks at nothing that is older than the newest tag', () => {
    git('tag', 'v1');
    commit('Go on');
    expect(check()).toEqual({ failed: [], count: '1 passed, 0 failed', status: 0 });
  });

  it.each([
    'x'.repeat(3),
    `A${'b'.repeat(72)}`,
    'fix: the door',
    'Fix(door)!: the lock',
    'wip4',
    'WIP',
    'fixup! Go on',
    'Open the door.',
  ])('refuses %s', (subject) => {
    commit(subject);
    expect(check().failed).toEqual([subject]);
    git('reset', '--soft', 'HEAD~1');
  });

  it.each([
    `Ä${'b'.repeat(71)}`,
    'CHANGELOG: one section of each kind',
    'Wipe the table',
    `Merge ${'a1'.repeat(20)} into ${'b2'.repeat(20)}`,
  ])('lets %s pass', (subject) => {
    commit(subject);
    expect(check()).toMatchObject({ failed: [], status: 0 });
    git('reset', '--soft', 'HEAD~1');
  });

  it('looks at no more than the last 50', () => {
    commit('far away');
    for (let count = 0; count < 50; count++) commit(`Step ${count}`);
    expect(check()).toEqual({ failed: [], count: '50 passed, 0 failed', status: 0 });
  });
});
