import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Problem } from '../problem/problem.js';

/** How long a prediction may wait for a place. */
const PATIENCE_MS = 1_000;

/** What a prediction came by: a socket. */
export interface Connection {
  pause(): unknown;
  resume(): unknown;
}

interface Waiting {
  readonly since: number;
  readonly enter: () => void;
  readonly refuse: (problem: Problem) => void;
}

/**
 * Lets `PREDICT_QUEUE` requests for single rows be under way. Others wait for a place, in their
 * order, one for each connection that may be open; their connections are not read meanwhile.
 */
@Injectable()
export class RowQueue {
  private underWay = 0;
  private readonly waiting = new Set<Waiting>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly settings: Settings) {}

  get size(): number {
    return this.underWay;
  }

  /**
   * Takes a place, which `leave` gives back.
   * @returns null, or a promise when the place is to be waited for
   * @throws Problem `overloaded`; the promise rejects with the same after a second
   */
  enter(connection: Connection): Promise<void> | null {
    if (this.underWay < this.settings.PREDICT_QUEUE) {
      this.underWay++;
      return null;
    }
    if (this.waiting.size >= this.settings.MAX_CONNECTIONS) throw tooMany();
    return this.wait(connection);
  }

  /** A place goes from hand to hand as long as somebody waits. */
  leave(): void {
    const [first] = this.waiting;
    if (first === undefined) {
      this.underWay--;
      return;
    }
    this.waiting.delete(first);
    first.enter();
  }

  private async wait(connection: Connection): Promise<void> {
    const turn = new Promise<void>((enter, refuse) => {
      this.waiting.add({ since: performance.now(), enter, refuse });
    });
    this.timer ??= setTimeout(() => this.refuseLate(), PATIENCE_MS);
    // Node asks for more as soon as it has handed this request over; the last word must be ours.
    await null;
    connection.pause();
    try {
      await turn;
    } finally {
      connection.resume();
    }
  }

  private refuseLate(): void {
    this.timer = null;
    const due = performance.now() - PATIENCE_MS;
    for (const one of this.waiting) {
      if (one.since > due) {
        this.timer = setTimeout(() => this.refuseLate(), one.since - due);
        return;
      }
      this.waiting.delete(one);
      one.refuse(tooMany());
    }
  }
}

function tooMany(): Problem {
  return new Problem('overloaded', 'Too many predictions are under way.');
}
