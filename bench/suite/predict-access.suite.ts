import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyHash, keyIdOf, makeKey } from '../../src/access/access.key.js';
import { SCOPES } from '../../src/domain/caller.js';
import type { ServerProcess } from '../process/server.process.js';
import { startService } from '../process/service.js';
import { measurePredict, warmUp } from './predict.duels.js';
import { type Bench, type Duel, quotients, type Suite } from './suite.js';

const CONNECTIONS = [1, 16, 64];
/** Beyond what any machine answers: the limit is counted, and never met. */
const LIMIT = 10_000_000;

/** What it costs to ask who sends a request, and to count what they send. */
export const predictAccessSuite: Suite = {
  name: 'predict-access',
  title: '/predict with keys and with a limit',
  async open(bench) {
    const key = makeKey();
    const history = (name: string) => `sqlite:${join(bench.folder, `access-${name}.sqlite`)}`;
    const open = await startService(bench.folder, { HISTORY_URL: history('open') });
    const limited = await startService(bench.folder, {
      HISTORY_URL: history('limited'),
      RATE_LIMIT_PER_MINUTE: String(LIMIT),
    });
    const keyed = await startService(bench.folder, {
      HISTORY_URL: history('keyed'),
      ACCESS: 'required',
      ACCESS_KEYS_FILE: fileOf(bench.folder, key),
    });
    await warmUp(bench, open, limited);
    const headers = { authorization: `Bearer ${key}` };
    await measurePredict(bench, keyed.url, 64, headers);
    return {
      duels: CONNECTIONS.flatMap((connections) => [
        duel(bench, 'with keys', connections, open, keyed, headers),
        duel(bench, 'with a limit', connections, open, limited, {}),
      ]),
      close: async () => void (await Promise.all([open.stop(), limited.stop(), keyed.stop()])),
    };
  },
};

function duel(
  bench: Bench,
  what: string,
  connections: number,
  open: ServerProcess,
  subject: ServerProcess,
  headers: Readonly<Record<string, string>>,
): Duel {
  return {
    name: `${what}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
    limitTitle: 'the same without',
    limit: () => measurePredict(bench, open.url, connections),
    subject: () => measurePredict(bench, subject.url, connections, headers),
    ratios: quotients('requests/s', 'p50 ms', 'p99 ms'),
  };
}

function fileOf(folder: string, key: string): string {
  const path = join(folder, 'keys.json');
  const entry = { id: keyIdOf(key), sha256: keyHash(key), scopes: SCOPES };
  writeFileSync(path, JSON.stringify([entry]));
  return path;
}
