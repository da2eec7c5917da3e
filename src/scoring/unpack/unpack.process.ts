import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { endOf, MEMORY_SIGNAL, stepBack } from '../../inference/registry/lone.process.js';
import { Problem } from '../../problem/problem.js';
import { type Blocks, blocksOf } from '../table/byte.blocks.js';
import type { TextSource } from '../table/text.source.js';
import { damagedFile } from './packed.fault.js';
import { Places } from './places.js';
import type { UnpackMessage, UnpackTask } from './unpack.task.js';

const PROGRAM = new URL('../../unpack.worker.js', import.meta.url);
const MiB = 1024 * 1024;
/** All memory of the process, as a multiple of what may come out of a file, and at least. */
const MEMORY_TIMES = 4;
const LEAST_MEMORY = 192 * MiB;
const ENGINE_MIB = 64;
const LEAST_HEAP_MIB = 96;
/** Files that are unpacked at once; others wait, so that the memory of all is bounded. */
const MOST_AT_ONCE = 2;
/** Text takes more room than numbers do. */
const TEXT_TIMES = 4;
/** How long nothing may come of it. */
const PATIENCE_MS = 60_000;
/** As a process ends that has written the whole table. */
const GOOD_END = 'exit code 0';
/** Also as the engine ends a process that has no heap left. */
const OF_MEMORY = [MEMORY_SIGNAL, 'SIGABRT'];

/** A table that was packed, as text. */
export interface Unpacked {
  readonly source: TextSource;
  readonly blocks: Blocks;
}

/**
 * Makes text of a packed table, in a process of its own that ends with the last block, or when nobody
 * wants more of them.
 * @throws Problem of `blocks` or of the table, here or while the blocks are read
 */
export async function unpack(
  packed: Blocks,
  terms: Omit<UnpackTask, 'maxMemory'>,
): Promise<Unpacked> {
  const maxMemory = Math.max(LEAST_MEMORY, terms.maxBytes * MEMORY_TIMES);
  const task = { ...terms, maxMemory };
  const process = new UnpackProcess(task);
  try {
    const source = await process.begin(packed);
    return { source, blocks: process.blocks() };
  } catch (error) {
    process.end();
    throw error;
  }
}

const places = new Places(MOST_AT_ONCE);

/** Beside its heap the process has itself, and the file, or what comes out of it, as bytes. */
function heapMib({ maxMemory, maxBytes }: UnpackTask): number {
  return Math.max(LEAST_HEAP_MIB, Math.floor((maxMemory - maxBytes) / MiB) - ENGINE_MIB);
}

class UnpackProcess {
  private readonly child: ChildProcess & { stdin: Writable; stdout: Readable };
  private readonly exit: Promise<string>;
  private problem: Problem | null = null;
  private isEnded = false;
  private isLate = false;
  private timer: NodeJS.Timeout | null = null;
  private hear: (source: TextSource) => void = () => {};

  constructor(private readonly task: UnpackTask) {
    this.child = fork(PROGRAM, {
      execArgv: [`--max-old-space-size=${heapMib(task)}`],
      // A table has no business with what this process is told, such as the history's password.
      env: {},
      stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
    }) as UnpackProcess['child'];
    stepBack(this.child);
    this.child.on('message', (message: UnpackMessage) => this.take(message));
    this.exit = endOf(this.child);
    // Of one that cannot be started, or that has ended, the end tells.
    this.child.stdin.on('error', () => {});
  }

  /** Hands over the bytes, and waits for what the process makes of them. */
  async begin(packed: Blocks): Promise<TextSource> {
    const source = new Promise<TextSource>((resolve) => {
      this.hear = resolve;
    });
    await this.feed(packed);
    // A slow sender keeps nobody else waiting: a place is taken when all bytes are there.
    await places.take();
    void this.exit.then(() => places.leave());
    this.child.send(this.task, () => {});
    this.wait();
    const ended = this.exit.then((cause) => {
      throw this.failure(cause);
    });
    return Promise.race([source, ended]);
  }

  async *blocks(): Blocks {
    try {
      const { maxBytes } = this.task;
      const text = blocksOf(this.child.stdout, maxBytes * TEXT_TIMES, 'What comes out of the file');
      for await (const block of text) {
        this.rest();
        yield block;
        this.wait();
      }
      const cause = await this.exit;
      if (cause !== GOOD_END) throw this.failure(cause);
    } finally {
      this.end();
    }
  }

  /** Ends the process, if it has not ended, which gives its place back. */
  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.rest();
    this.child.kill('SIGKILL');
    this.child.stdin.destroy();
    this.child.stdout.destroy();
  }

  private async feed(packed: Blocks): Promise<void> {
    const { stdin } = this.child;
    for await (const block of packed) {
      // One that has ended needs no more bytes, but they are still to come.
      if (stdin.destroyed || stdin.write(block)) continue;
      await Promise.race([once(stdin, 'drain').catch(() => {}), this.exit]);
    }
    stdin.end();
  }

  private take(message: UnpackMessage): void {
    if ('source' in message) this.hear(message.source);
    else {
      const { code, detail, errors, members } = message.problem;
      this.problem = new Problem(code, detail, { ...(errors ? { errors } : {}), members });
    }
  }

  /** Waits for nothing, as while others are at work. */
  private rest(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Begins to wait anew. */
  private wait(): void {
    this.rest();
    if (this.isEnded) return;
    this.timer = setTimeout(() => {
      this.isLate = true;
      this.child.kill('SIGKILL');
    }, PATIENCE_MS).unref();
  }

  private failure(cause: string): Problem {
    if (this.problem !== null) return this.problem;
    if (this.isLate) return new Problem('too-large', 'The file takes too long to unpack.');
    if (OF_MEMORY.includes(cause)) {
      const detail =
        'The file takes more memory to unpack than it may have; split it, or send CSV.';
      return new Problem('too-large', detail);
    }
    if (cause === 'SIGKILL' || this.child.pid === undefined) {
      return new Problem('overloaded', 'The machine has no room to unpack the file just now.');
    }
    return damagedFile(`the file cannot be unpacked (${cause})`);
  }
}
