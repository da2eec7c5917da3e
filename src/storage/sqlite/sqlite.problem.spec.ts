import { describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { Problem } from '../../problem/problem.js';
import { SqliteTransaction } from './sqlite.connection.js';
import { reachingSqlite } from './sqlite.problem.js';

describe('reachingSqlite', () => {
  it('names a full disk, and leaves nothing of the write', () => {
    const db = new Database(':memory:');
    db.exec('CREATE TABLE t (x)');
    db.pragma('max_page_count = 4');
    const insert = db.prepare('INSERT INTO t VALUES (?)');
    const write = () => {
      insert.run(['small']);
      insert.run(['x'.repeat(100_000)]);
    };
    expect(() => reachingSqlite(() => new SqliteTransaction(db).run(write))).toThrow(
      'The disk of the history is full.',
    );
    expect(db.inTransaction).toBe(false);
    expect(db.prepare('SELECT count(*) FROM t').raw().get()).toStrictEqual([0]);
  });

  it('names a history that cannot be written to', () => {
    const db = new Database(':memory:');
    db.exec('CREATE TABLE t (x)');
    db.pragma('query_only = 1');
    expect(() => reachingSqlite(() => db.exec('INSERT INTO t VALUES (1)'))).toThrow(
      'The history cannot be written to.',
    );
  });

  it('hides what it does not know, and keeps it as the cause', async () => {
    const cause = new Error('unable to open /var/lib/secret');
    const failing = reachingSqlite(async () => {
      throw cause;
    });
    await expect(failing).rejects.toMatchObject({
      message: 'The history cannot be read or written.',
      cause,
    });
  });

  it('lets other problems pass', () => {
    const problem = new Problem('not-found', 'x');
    expect(() =>
      reachingSqlite(() => {
        throw problem;
      }),
    ).toThrow(problem);
  });
});
