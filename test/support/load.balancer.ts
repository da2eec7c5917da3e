import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

export const hasHaproxy = spawnSync('haproxy', ['-v']).status === 0;

export interface LoadBalancer {
  readonly url: string;
  /** Waits until just these ports are sent requests. */
  sendsTo(...ports: number[]): Promise<void>;
  stop(): Promise<void>;
}

/** Takes ports that nobody listens on, to be listened on later. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

/** HAProxy before these ports, as a cloud's balancer: it asks who is ready, and repeats nothing. */
export async function startLoadBalancer(ports: readonly number[]): Promise<LoadBalancer> {
  const folder = mkdtempSync(join(tmpdir(), 'tabserve-haproxy-'));
  const [port, admin] = (await freePorts(2)) as [number, number];
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, configuration(port, admin, ports));
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' });
  return {
    url: `http://127.0.0.1:${port}`,
    sendsTo: (...wanted) => waitFor(`http://127.0.0.1:${admin}/;csv`, wanted.map(String).sort()),
    async stop() {
      await end(child);
      rmSync(folder, { recursive: true });
    },
  };
}

function configuration(port: number, admin: number, ports: readonly number[]): string {
  const servers = ports.map((one) => `  server ${one} 127.0.0.1:${one}`);
  return `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  retries 0
  default-server check inter 200ms fall 2 rise 1

listen service
  bind 127.0.0.1:${port}
  balance roundrobin
  option httpchk GET /health/ready
  timeout check 3s
${servers.join('\n')}

listen admin
  bind 127.0.0.1:${admin}
  stats enable
  stats uri /
`;
}

async function waitFor(statistics: string, wanted: readonly string[]): Promise<void> {
  const isSo = async () => {
    const rows = await fetch(statistics).then(
      async (answer) => (await answer.text()).split('\n').map((row) => row.split(',')),
      () => [],
    );
    const header = rows[0] ?? [];
    const up = rows
      .filter((row) => /^\d+$/.test(row[1] ?? '') && row[header.indexOf('status')] === 'UP')
      .map((row) => row[1]);
    return up.sort().join() === wanted.join();
  };
  await until(isSo, `the balancer sends to ${wanted.join(' and ')}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
