/*
 * Kills the service again and again while it answers, with SIGKILL: all of it, its primary process or
 * one of its workers; removes files beside the history meanwhile; and compares in the end what was
 * acknowledged with what is stored. Usage: npm run drills -- [cycles] [seed]
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'libsql';
import { generator, say, startService } from './service.js';

const CYCLES = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const random = generator(seed);
const CLIENTS = 16;
const BATCH_ROWS = 9_000;
const ROW = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 };
const CSV = `${Object.keys(ROW)}\n${`${Object.values(ROW)}\n`.repeat(BATCH_ROWS)}`;
/** What somebody tidying up might take for litter. */
const LITTER = ['-lock', '-reserve'];

const folder = mkdtempSync(join(tmpdir(), 'tabserve-drill-'));
const path = join(folder, 'history.sqlite');
const acknowledged = { single: new Set(), batch: new Set() };
const unexpected = new Map();

say(`${CYCLES} cycles, seed ${seed}, ${path}`);
for (let cycle = 1; cycle <= CYCLES; cycle++) {
  await oneCycle();
  if (cycle % 20 === 0) say(`${cycle} cycles, ${acknowledged.single.size} acknowledged`);
}
const last = await start(1);
last.child.kill('SIGTERM');
await once(last.child, 'exit');
process.exitCode = report();
rmSync(folder, { recursive: true });

function start(workers) {
  return startService({ HISTORY_URL: `sqlite:${path}`, WORKERS: String(workers) });
}

async function oneCycle() {
  const service = await start(1 + random(2));
  const { url } = service;
  let isOver = false;
  const until = async (work) => {
    while (!isOver) await work().catch(() => setTimeout(5));
  };
  const clients = Array.from({ length: CLIENTS }, () => until(() => predict(url)));
  clients.push(until(() => predictFile(url)));
  await setTimeout(100 + random(1_200));
  if (random(2) === 0) rmSync(path + LITTER[random(LITTER.length)], { force: true });
  await setTimeout(random(300));
  const [victim, isWorker] = victimOf(service);
  process.kill(victim, 'SIGKILL');
  if (isWorker) {
    await setTimeout(random(1_500));
    service.child.kill('SIGKILL');
  }
  await once(service.child, 'exit');
  isOver = true;
  await Promise.all(clients);
}

/** A process of the service; whoever is not killed goes with its primary process. */
function victimOf({ child, workers }) {
  const worker = workers[random(workers.length + 1)];
  return worker === undefined ? [child.pid, false] : [worker, true];
}

async function predict(url) {
  const body = await post(`${url}/predict`, 'application/json', JSON.stringify(ROW));
  if (body !== null) acknowledged.single.add(body.id);
}

async function predictFile(url) {
  const body = await post(`${url}/predict-batch`, 'text/csv', CSV);
  if (body !== null) acknowledged.batch.add(body.batchId);
}

async function post(url, type, body) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
  if (response.ok) return response.json();
  unexpected.set(response.status, (unexpected.get(response.status) ?? 0) + 1);
  await response.arrayBuffer();
  return null;
}

function report() {
  const db = new Database(path);
  const stored = new Set(db.prepare('SELECT id FROM predictions').raw().all().flat());
  const [pending] = db.prepare('SELECT count(*) FROM pending').raw().get();
  const torn = db
    .prepare(
      `SELECT count(*) FROM predictions p WHERE sid = 0 AND ${BATCH_ROWS} !=
       (SELECT sum(rows) FROM batch_rows WHERE batch_id = p.id)`,
    )
    .raw()
    .get()[0];
  const [integrity] = db.prepare('PRAGMA integrity_check').raw().get();
  const lost = [...acknowledged.single, ...acknowledged.batch].filter((id) => !stored.has(id));
  say(
    `${acknowledged.single.size} predictions and ${acknowledged.batch.size} files acknowledged, ` +
      `${lost.length} lost, ${torn} files torn, ${pending} left pending, integrity ${integrity}, ` +
      `refusals ${JSON.stringify(Object.fromEntries(unexpected))}`,
  );
  return lost.length + torn + pending === 0 && integrity === 'ok' ? 0 : 1;
}
