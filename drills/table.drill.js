/*
 * Sends the service thousands of damaged tables, packed and not, and looks that it answers each of them
 * as the fault of whoever sent it, keeps its memory within bounds and leaves no process behind.
 * Usage: npm run drills:tables -- [mutants] [seed]
 */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { unzipped, zipEntries } from '../dist/scoring/unpack/zip.size.js';
import { ZipWriter } from '../dist/scoring/unpack/zip.writer.js';
import { generator, say, startService } from './service.js';

const MUTANTS = Number(process.argv[2] ?? 3_000);
const SEED = Number(process.argv[3] ?? Date.now() % 2 ** 31);
/** However slow the machine is. */
const MOST_MS = 20 * 60_000;
/** As many as are unpacked at once, and one more. */
const CLIENTS = 3;
const MIB = 1024 * 1024;
/** Most bytes of what comes out of a file. */
const UNPACKED = 48 * MIB;
const ABOVE_IDLE_MIB = 250;
/** What a process may have that unpacks, and what it may have more until somebody looks. */
const UNPACKING_MIB = (4 * UNPACKED) / MIB;
const BETWEEN_LOOKS_MIB = 64;
const LOOK_MS = 20;
const FIXTURES = 'test/fixtures/tables';

const random = generator(SEED);
const files = readdirSync(FIXTURES)
  .filter((name) => /\.(parquet|xlsx|csv|txt)$/.test(name))
  .map((name) => [name, readFileSync(join(FIXTURES, name))]);
const csv = readFileSync(join(FIXTURES, 'rows.csv'), 'latin1').trimEnd();
const [header, ...rows] = csv.split('\n');
const long = `${header}\n${`${rows.join('\n')}\n`.repeat(5_000)}`;
files.push(['rows.csv.gz', gzipSync(csv)], ['long.csv.gz', gzipSync(Buffer.from(long, 'latin1'))]);

const folder = mkdtempSync(join(tmpdir(), 'tabserve-drill-'));
const { child, url } = await startService({
  HISTORY_URL: `sqlite:${join(folder, 'history.sqlite')}`,
  LOG_LEVEL: 'fatal',
  BATCH_MAX_BYTES: String(UNPACKED),
  BATCH_MAX_SHEET_BYTES: String(UNPACKED),
});
const idle = memoryOf(child.pid, 'VmRSS');
const statuses = new Map();
const faults = [];
let sent = 0;
let unpacking = 0;

say(`${MUTANTS} mutants of ${files.length} files, seed ${SEED}`);
const startedAt = performance.now();
const watch = setInterval(() => {
  for (const pid of childrenOf(child.pid)) {
    unpacking = Math.max(unpacking, memoryOf(pid, 'VmHWM'));
  }
}, LOOK_MS);
await Promise.all(Array.from({ length: CLIENTS }, client));
await end();
clearInterval(watch);
report();
child.kill('SIGTERM');
await once(child, 'exit');
rmSync(folder, { recursive: true });

async function client() {
  while (sent < MUTANTS && performance.now() - startedAt < MOST_MS) {
    const [name, file] = files[random(files.length)];
    const body = mutant(name, file);
    const path = random(2) === 0 ? '/predict-batch/check' : '/predict-batch?onError=skip';
    sent++;
    const status = await post(path, body).catch((error) => `${error.cause ?? error}`);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (!(status < 500)) faults.push(`${status}: ${path}, ${name}, mutant ${sent}`);
    if (sent % 500 === 0) say(`${sent} sent`);
  }
}

async function post(path, body) {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await fetch(url + path, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

/** What is packed is also damaged inside: a wrong byte outside is found at once. */
function mutant(name, file) {
  const isInside = random(2) === 0;
  if (isInside && name.endsWith('.gz')) return gzipSync(damaged(gunzipSync(file)));
  if (!isInside || !name.endsWith('.xlsx')) return damaged(file);
  const zip = new ZipWriter();
  const entries = zipEntries(file);
  const victim = random(entries.length);
  for (const [at, entry] of entries.entries()) {
    const content = unzipped(file, entry);
    zip.add(entry.name, at === victim ? damaged(content) : content);
  }
  return zip.end();
}

/** It ends too soon, has a piece twice or not at all, or a few bytes are others, most near the end. */
function damaged(file) {
  const [from, to] = [random(file.length + 1), random(file.length + 1)].sort((a, b) => a - b);
  const way = random(8);
  if (way === 0) return file.subarray(0, from);
  if (way === 1) return Buffer.concat([file.subarray(0, to), file.subarray(from)]);
  if (way === 2) return Buffer.concat([file.subarray(0, from), file.subarray(to)]);
  const copy = Buffer.from(file);
  for (let left = 1 + random(4); left > 0 && copy.length > 0; left--) {
    const back = random(2) === 0 ? copy.length : Math.min(copy.length, 1_000);
    copy[copy.length - 1 - random(back)] = random(256);
  }
  return copy;
}

/** A good file is still answered, and in the end no process is left. */
async function end() {
  const status = await post('/predict-batch', readFileSync(join(FIXTURES, 'pandas.parquet')));
  if (status !== 200) faults.push(`${status}: a good file in the end`);
  for (let wait = 0; wait < 100 && childrenOf(child.pid).length > 0; wait++) await setTimeout(100);
  const left = childrenOf(child.pid).length;
  if (left > 0) faults.push(`${left} processes are left`);
}

function report() {
  const above = memoryOf(child.pid, 'VmHWM') - idle;
  if (above > ABOVE_IDLE_MIB) faults.push(`the service had ${above} MiB above idle`);
  if (unpacking > UNPACKING_MIB + BETWEEN_LOOKS_MIB) {
    faults.push(`a process that unpacks had ${unpacking} MiB, and may have ${UNPACKING_MIB}`);
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  say(
    `${sent} sent in ${seconds} s, statuses ${JSON.stringify(Object.fromEntries(statuses))}, ` +
      `${above} MiB above idle, unpacking ${unpacking} MiB, ${faults.length} faults`,
  );
  for (const fault of faults) say(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** In MiB; 0 of a process that has ended. */
function memoryOf(pid, field) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(new RegExp(`${field}:\\s*(\\d+)`).exec(status)?.[1] ?? 0) / 1_024);
  } catch {
    return 0;
  }
}

function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean);
  } catch {
    return [];
  }
}
