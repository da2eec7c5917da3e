import autocannon from 'autocannon';
import type { Load, LoadGenerator } from './load.generator.js';

export const autocannonLoad: LoadGenerator = {
  name: 'autocannon',
  async run(load) {
    const result = await autocannon({ ...optionsOf(load), workers: 1 });
    const { statusCodeStats = {}, latency, duration, errors } = result;
    const ok = statusCodeStats['200']?.count ?? 0;
    const answered = Object.values(statusCodeStats).reduce((sum, one) => sum + (one.count ?? 0), 0);
    return {
      'requests/s': ok / duration,
      'p50 ms': latency.p50,
      'p99 ms': latency.p99,
      'status 200': ok,
      failed: answered - ok + errors,
    };
  },
};

function optionsOf({ url, connections, seconds, bodies, headers }: Load): autocannon.Options {
  const all = { 'content-type': 'application/json', ...headers };
  const post = { method: 'POST', headers: all } as const;
  const requests = bodies?.map((body) => ({ ...post, body }));
  return { url, connections, duration: seconds, ...(requests ? { requests } : {}) };
}
