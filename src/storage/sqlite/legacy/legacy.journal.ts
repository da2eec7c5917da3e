import { readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import Database from 'libsql';
import type { PredictionRecord } from '../../prediction.record.js';
import { isBusy } from '../sqlite.problem.js';
import type { WrittenRecord } from '../sqlite-record.writer.js';

const SEGMENT = '.ndjson';
const LOCK = '.lock';
const RECORDS_AT_ONCE = 4_096;

/**
 * Takes over what version 0.1 left in `<history>-pending` when it was killed: files of records, a
 * line of JSON each, that were acknowledged and may not be in the tables. To store one twice does
 * no harm. What comes after the last line end was never acknowledged.
 * @param save stores all records or none
 * @throws Error of `save`; the files stay for the next start then
 */
export function takeOverJournal(
  history: string,
  save: (records: readonly WrittenRecord[]) => void,
): void {
  const folder = `${history}-pending`;
  for (const name of namesIn(folder).filter((name) => name.endsWith(SEGMENT))) {
    const path = join(folder, name);
    const { records, damaged } = read(path);
    for (let at = 0; at < records.length; at += RECORDS_AT_ONCE) {
      save(records.slice(at, at + RECORDS_AT_ONCE));
    }
    if (damaged === 0) rmSync(path, { force: true });
    else setAside(path, damaged);
  }
  // Their locks say nothing any more: the lock of the service is taken.
  for (const name of namesIn(folder).filter((name) => name.includes(LOCK))) {
    rmSync(join(folder, name), { force: true });
  }
  if (namesIn(folder).length === 0) removeFolder(folder);
}

/** Whether a service of version 0.1 still writes there: it has locked a file of its own. */
export function isJournalInUse(history: string): boolean {
  const folder = `${history}-pending`;
  return namesIn(folder).some((name) => name.endsWith(LOCK) && isLocked(join(folder, name)));
}

function isLocked(path: string): boolean {
  const db = new Database(path);
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; ROLLBACK;');
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    db.close();
  }
}

function read(path: string): { records: WrittenRecord[]; damaged: number } {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const records = lines.flatMap((line) => parse(line) ?? []);
  return { records, damaged: lines.length - records.length };
}

function parse(text: string): [WrittenRecord] | null {
  try {
    const record = JSON.parse(text) as PredictionRecord;
    return typeof record.id === 'string' && typeof record.model?.name === 'string'
      ? [[record, text]]
      : null;
  } catch {
    return null;
  }
}

/** Nothing is thrown away that somebody might still read. */
function setAside(path: string, damaged: number): void {
  renameSync(path, `${path}.damaged`);
  new Logger('History').error(
    `${damaged} ${damaged === 1 ? 'line' : 'lines'} of ${path} cannot be read; ` +
      `the others are in the history, and the file is kept as ${path}.damaged`,
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It was never made.
  }
}
