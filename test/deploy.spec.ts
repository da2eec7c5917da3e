import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const IMAGE = `registry.example/tabserve@sha256:${'a'.repeat(64)}`;
const MANIFESTS = `metadata:\n  namespace: tabserve-staging\nimage: ${IMAGE}\n`;
const REQUIRED = `data:\n  ACCESS: required\n${MANIFESTS}`;
const hasJq = spawnSync('jq', ['--version']).status === 0;

/** A cluster in a folder: `revision` runs, `apply` makes the next one, each call is written down. */
const KUBECTL = `#!/usr/bin/env bash
shift_options() { while [ "\${1:-}" = --namespace ]; do shift 2; done; echo "$*"; }
call=$(shift_options "$@")
echo "$call" >>calls
case $call in
  kustomize*) cat manifests.yaml ;;
  'get deployment'*) cat revision ;;
  diff*) exit "\${DIFF_STATUS:-1}" ;;
  apply*) echo $(($(cat revision) + 1)) >revision ;;
  'rollout status'*) [ "$(cat revision)" != "\${UNREADY_REVISION:-}" ] ;;
  'rollout undo'*) echo 9 >revision ;;
  'get pods --output json') cat pods.json ;;
  port-forward*) echo 'Forwarding from 127.0.0.1:4321 -> 8000'; exec sleep 5 ;;
esac
`;

const SMOKE = `#!/usr/bin/env bash
echo "smoke $1" >>calls
exit "\${SMOKE_STATUS:-0}"
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'deploy-'));
  mkdirSync(join(root, 'k8s/overlays/staging'), { recursive: true });
  cpSync('.ci/deploy', join(root, '.ci/deploy'), { recursive: true });
  program('.ci/smoke', SMOKE);
  program('bin/kubectl', KUBECTL);
  write('manifests.yaml', MANIFESTS);
  write('revision', '7\n');
  write('pods.json', JSON.stringify({ items: [pod('old', 'other'), pod('new', IMAGE)] }));
});
afterEach(() => rmSync(root, { recursive: true }));

(hasJq ? describe : describe.skip)('.ci/deploy', () => {
  it('shows the difference, applies it, waits, and asks a pod of the new image', () => {
    expect(deploy()).toMatchObject({ status: 0 });
    expect(calls()).toEqual([
      'diff',
      'get deployment',
      'apply --filename',
      'rollout status',
      'get pods',
      'port-forward pod/new',
      'smoke http://127.0.0.1:4321',
      'get deployment',
    ]);
  });

  it('asks from outside too where it is told the address', () => {
    expect(deploy({ SMOKE_URL: 'https://tabserve.example.com' })).toMatchObject({ status: 0 });
    expect(calls()).toContain('smoke https://tabserve.example.com');
  });

  it('goes back to the revision before when the pods do not become ready', () => {
    expect(deploy({ UNREADY_REVISION: '8' })).toMatchObject({ status: 1 });
    expect(undone()).toEqual(['rollout undo deployment/tabserve --to-revision 7']);
  });

  it('goes back to the revision before when the answer is wrong', () => {
    expect(deploy({ SMOKE_STATUS: '1' })).toMatchObject({ status: 1 });
    expect(undone()).toEqual(['rollout undo deployment/tabserve --to-revision 7']);
  });

  it('goes back when no ready pod runs the new image', () => {
    write('pods.json', JSON.stringify({ items: [pod('old', 'other')] }));
    expect(deploy()).toMatchObject({ status: 1 });
    expect(undone()).toHaveLength(1);
  });

  it('fails without an undo where nothing ran before', () => {
    write('revision', '');
    expect(deploy({ SMOKE_STATUS: '1' })).toMatchObject({ status: 1 });
    expect(undone()).toEqual([]);
  });

  it('applies nothing when the difference cannot be told', () => {
    expect(deploy({ DIFF_STATUS: '2' })).toMatchObject({ status: 1 });
    expect(calls()).toEqual(['diff']);
  });

  it('applies nothing where a key is required and it has none to ask with', () => {
    write('manifests.yaml', REQUIRED);
    expect(deploy()).toMatchObject({ status: 2 });
    expect(calls()).toEqual([]);
  });

  it('asks with a key where one is required', () => {
    write('manifests.yaml', REQUIRED);
    expect(deploy({ SMOKE_KEY: 'tsk_a' })).toMatchObject({ status: 0 });
    expect(calls()).toContain('smoke http://127.0.0.1:4321');
  });

  it.each(['tabserve:latest', 'tabserve@sha256:abc', ''])('refuses the image %j', (image) => {
    expect(deploy({}, image)).toMatchObject({ status: 2 });
  });

  it('refuses an overlay of another namespace', () => {
    write('manifests.yaml', `metadata:\n  namespace: default\nimage: ${IMAGE}\n`);
    expect(deploy()).toMatchObject({ status: 2 });
    expect(calls()).toEqual([]);
  });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function program(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  write(path, text);
  chmodSync(join(root, path), 0o755);
}

function pod(name: string, image: string) {
  return {
    metadata: { name },
    spec: { containers: [{ image }] },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

function deploy(environment: Record<string, string> = {}, image = IMAGE) {
  const PATH = `${join(root, 'bin')}:${process.env.PATH}`;
  return spawnSync(join(root, '.ci/deploy'), ['staging', image], {
    env: { ...process.env, ...environment, PATH },
  });
}

const allCalls = () => readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');

/** What was done to the cluster, without paths, and without what explains a failure. */
const calls = () =>
  allCalls()
    .filter((call) => !call.startsWith('kustomize'))
    .map((call) => /^(smoke|port-forward) \S+|^(rollout|get|apply) \S+|^diff/.exec(call)?.[0]);

const undone = () => allCalls().filter((call) => call.startsWith('rollout undo'));
