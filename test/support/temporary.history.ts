import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';

export interface TemporaryHistory {
  readonly url: string;
  remove(): Promise<void>;
}

/** An empty history: in MongoDB when `MONGODB_TEST_URL` names a server, else in a SQLite file. */
export function temporaryHistory(
  server: string | null = process.env.MONGODB_TEST_URL ?? null,
): TemporaryHistory {
  return server ? mongoHistory(server) : sqliteHistory();
}

function sqliteHistory(): TemporaryHistory {
  const folder = mkdtempSync(join(tmpdir(), 'tabserve-history-'));
  return {
    url: `sqlite:${join(folder, 'history.sqlite')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function mongoHistory(server: string): TemporaryHistory {
  const url = new URL(server);
  url.pathname = `/tabserve_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  return {
    url: url.href,
    async remove() {
      const connection = await mongoose.createConnection(url.href).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
