import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const RANDOM_BYTES = 16;
const LATEST_TIME = 2 ** 48 - 1;

/**
 * How far ids may be ahead of the clock. A clock that is put back is off by less: by a drift, an
 * hour of summer, a time zone. What is further ahead was made by a clock that was plainly wrong,
 * and to go on from there would give every prediction a wrong time until that time has come.
 */
export const MOST_AHEAD_MS = 24 * 60 * 60 * 1_000;

// `uuid` alone asks the kernel for 16 random bytes an id, which is most of its cost.
const pool = new Uint8Array(256 * RANDOM_BYTES);
let poolAt = pool.length;
let lastTime = 0;
let sequence = 0;

/**
 * A UUIDv7 that is greater than every one given out by this process before, unless the clock was
 * put back by more than `MOST_AHEAD_MS`.
 */
export function nextPredictionId(): string {
  const random = nextRandom();
  advanceClock(random);
  return v7({ random, msecs: lastTime, seq: sequence });
}

/** Has the ids to come be greater than this one too, if it is not too far ahead of the clock. */
export function continueAfter(id: string): void {
  const time = createdAtOf(id).getTime();
  if (time >= lastTime && time - Date.now() <= MOST_AHEAD_MS) beginAt(time + 1, nextRandom());
}

/** The time at which a prediction id was made, in whole milliseconds. */
export function createdAtOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

let lastClock = '';
let lastText = '';

/** The same as ISO 8601 text in UTC. Ids of one millisecond come together, so it is kept. */
export function createdAtTextOf(id: string): string {
  const clock = id.slice(0, 13);
  if (clock !== lastClock) {
    lastText = createdAtOf(id).toISOString();
    lastClock = clock;
  }
  return lastText;
}

/** Whether a text is an id as `nextPredictionId` writes them (lower case). */
export function isPredictionId(text: string): boolean {
  return PATTERN.test(text);
}

/** The smallest id of a time: ids made at or after it are not smaller, all others are. */
export function lowestIdAt(date: Date): string {
  const time = Math.min(Math.max(date.getTime(), 0), LATEST_TIME);
  const hex = time.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** A text that is greater than this id and smaller than every greater id. */
export function justAbove(id: string): string {
  return `${id}~`;
}

function nextRandom(): Uint8Array {
  if (poolAt === pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += RANDOM_BYTES;
  return pool.subarray(poolAt - RANDOM_BYTES, poolAt);
}

/** Within one millisecond, or while the clock is behind, the sequence carries the order. */
function advanceClock(random: Uint8Array): void {
  const now = Date.now();
  if (now > lastTime || lastTime - now > MOST_AHEAD_MS) {
    beginAt(now, random);
  } else {
    sequence = (sequence + 1) >>> 0;
    if (sequence === 0) lastTime += 1;
  }
}

function beginAt(time: number, random: Uint8Array): void {
  lastTime = time;
  sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
}
