import {
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import Database from 'libsql';
import { isPredictionId } from '../../../domain/prediction.id.js';
import { type PredictionRecord, WrittenRecord } from '../../../domain/prediction.record.js';
import { isBusy } from '../sqlite.problem.js';

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
    if (!isFile(path)) {
      setAside(path, 'is no file');
      continue;
    }
    const { records, damaged } = read(path);
    for (let at = 0; at < records.length; at += RECORDS_AT_ONCE) {
      save(records.slice(at, at + RECORDS_AT_ONCE));
    }
    if (damaged === 0) rmSync(path, { force: true });
    else {
      const lines = `${damaged} ${damaged === 1 ? 'line' : 'lines'}`;
      setAside(path, `has ${lines} that cannot be read; the others are in the history`);
    }
  }
  // Their locks say nothing any more: the lock of the service is taken.
  for (const name of namesIn(folder).filter((name) => name.includes(LOCK))) {
    removeFile(join(folder, name));
  }
  if (namesIn(folder).length === 0) removeFolder(folder);
}

/** Whether a service of version 0.1 still writes there: it has locked a file of its own. */
export function isJournalInUse(history: string): boolean {
  const folder = `${history}-pending`;
  return namesIn(folder).some((name) => {
    const path = join(folder, name);
    return name.endsWith(LOCK) && isFile(path) && isLocked(path);
  });
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
    const { id, model, label } = record;
    const isRecord =
      typeof id === 'string' &&
      isPredictionId(id) &&
      typeof model?.name === 'string' &&
      typeof model.version === 'string' &&
      (label === undefined || typeof label === 'string');
    return isRecord ? [new WrittenRecord(text)] : null;
  } catch {
    return null;
  }
}

/** Nothing is thrown away that somebody might still read. */
function setAside(path: string, reason: string): void {
  let kept = `${path}.damaged`;
  for (let number = 2; lstatSync(kept, { throwIfNoEntry: false }); number++) {
    kept = `${path}.damaged-${number}`;
  }
  renameSync(path, kept);
  new Logger('History').error(`${path} ${reason}; it is kept as ${kept}`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Nothing but a file was ever made under such a name. */
function removeFile(path: string): void {
  if (isFile(path)) rmSync(path, { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (/^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return [];
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
