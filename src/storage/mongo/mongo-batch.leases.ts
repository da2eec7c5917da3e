import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { createdAtOf } from '../../domain/prediction.id.js';
import { Problem } from '../../problem/problem.js';
import { OPEN_BATCHES, type OpenBatchDocument } from './batch-row.document.js';
import { insertingOnce } from './mongo.problem.js';
import type { BatchDocument } from './prediction.document.js';

const RENEW_MS = 30_000;
/** Who has not renewed a lease for so long is gone. */
export const EXPIRED_MS = 5 * 60_000;
/** Who has renewed a lease within this time need not ask whether it is still there. */
const FRESH_MS = EXPIRED_MS / 2;
const LOST = Number.NEGATIVE_INFINITY;
/** Processes of the version before renew nothing; their files were given up after an hour. */
const UNRENEWED_MS = 60 * 60_000;

/** What was seen of another process's lease. */
interface Seen {
  readonly beats: number | undefined;
  /** When it had this number for the first time, by this process's own clock. */
  readonly since: number;
}

/**
 * The batches whose header is not written yet. Whoever writes one renews its lease: a number that
 * counts up. Nobody's clock is compared with another's: a lease has expired when its number has
 * stayed the same for five minutes of the process that looks. Whether a batch is kept is decided
 * here, in one write on one document, so that a process which was held up cannot do it any more
 * when another has given the batch up, and the other way round.
 */
@Injectable()
export class MongoBatchLeases {
  /** When each lease of this process was renewed; `LOST` once it is known that it was given up. */
  private readonly own = new Map<string, number>();
  private seen = new Map<string, Seen>();
  private timer: NodeJS.Timeout | undefined;

  constructor(@InjectModel(OPEN_BATCHES) private readonly open: Model<OpenBatchDocument>) {}

  /** @param giveUp removes what an expired batch has left */
  start(giveUp: (batchId: string) => Promise<void>): void {
    this.timer ??= setInterval(() => {
      // Without its server nothing expires; it is looked at again in half a minute.
      this.look(performance.now(), giveUp).catch(() => {});
    }, RENEW_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /**
   * Takes a lease before anything is written of a batch, or makes sure that it is still there: chunks
   * that are written without one would be nobody's.
   * @throws Problem `history-unavailable` when it was given up meanwhile
   */
  async hold(batchId: string): Promise<void> {
    const renewed = this.own.get(batchId);
    if (renewed === undefined) {
      const document = { _id: batchId, beats: 0 };
      await insertingOnce(() => this.open.collection.insertOne(document as never));
      this.own.set(batchId, performance.now());
    } else if (performance.now() - renewed > FRESH_MS) await this.check(batchId);
  }

  /** @throws Problem `history-unavailable` when it was given up, because this process was held up */
  async check(batchId: string): Promise<void> {
    if (!(await this.renew(batchId))) throw givenUp();
  }

  /**
   * Decides that a batch is kept.
   * @throws Problem `history-unavailable` when it was given up before
   */
  async keep(header: BatchDocument): Promise<void> {
    const undecided = { _id: header._id, isDiscarded: null };
    const change = { $set: { header } };
    const { matchedCount } = await this.open.collection.updateOne(
      undecided as never,
      change as never,
    );
    if (matchedCount === 0) throw givenUp();
  }

  /**
   * Decides that a batch is not kept, unless the contrary is decided already.
   * @returns the header of a batch that is kept
   */
  async discard(batchId: string): Promise<BatchDocument | null> {
    await this.open.updateOne({ _id: batchId, header: null }, { isDiscarded: true });
    const lease = await this.open.findById(batchId).read('primary').lean<OpenBatchDocument>();
    return lease?.header ?? null;
  }

  /** Leaves a batch to whoever finds its lease expired, this process among them. */
  abandon(batchId: string): void {
    this.own.delete(batchId);
  }

  /** Of a batch whose header is written, or of which nothing is left. */
  async release(batchId: string): Promise<void> {
    this.abandon(batchId);
    await this.open.deleteOne({ _id: batchId });
  }

  /**
   * Renews the leases of this process, and gives up the batches whose lease has expired.
   * @param now of a clock that never goes back, in milliseconds
   */
  async look(now: number, giveUp: (batchId: string) => Promise<void>): Promise<void> {
    for (const batchId of this.own.keys()) await this.renew(batchId);
    const before = this.seen;
    this.seen = new Map();
    for (const { _id, beats } of await this.open.find().lean<OpenBatchDocument[]>()) {
      if (this.own.has(_id)) continue;
      const known = before.get(_id);
      const seen = known?.beats === beats && known !== undefined ? known : { beats, since: now };
      this.seen.set(_id, seen);
      if (now - seen.since >= EXPIRED_MS && !mayBeRenewed(_id, beats)) await giveUp(_id);
    }
  }

  private async renew(batchId: string): Promise<boolean> {
    const { matchedCount } = await this.open.updateOne(
      { _id: batchId, isDiscarded: null },
      { $inc: { beats: 1 } },
    );
    const isThere = matchedCount > 0;
    // It may have been released meanwhile.
    if (this.own.has(batchId)) this.own.set(batchId, isThere ? performance.now() : LOST);
    return isThere;
  }
}

function mayBeRenewed(batchId: string, beats: number | undefined): boolean {
  return beats === undefined && Date.now() - createdAtOf(batchId).getTime() < UNRENEWED_MS;
}

function givenUp(): Problem {
  return new Problem('history-unavailable', 'The history was out of reach for too long.');
}
