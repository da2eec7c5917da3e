import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { createdAtOf } from '../../domain/prediction.id.js';
import { OPEN_BATCHES, type OpenBatchDocument } from './batch-row.document.js';
import { insertingOnce } from './mongo.problem.js';

const RENEW_MS = 30_000;
/** Who has not renewed a lease for so long is gone. */
export const EXPIRED_MS = 5 * 60_000;
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
 * stayed the same for five minutes of the process that looks.
 */
@Injectable()
export class MongoBatchLeases {
  private readonly own = new Set<string>();
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

  /** Takes a lease before the first chunk of a batch. */
  async take(batchId: string): Promise<void> {
    if (this.own.has(batchId)) return;
    const document = { _id: batchId, beats: 0 };
    await insertingOnce(() => this.open.collection.insertOne(document as never));
    this.own.add(batchId);
  }

  /** @returns false when it was given up meanwhile, because this process was held up for too long */
  async renew(batchId: string): Promise<boolean> {
    const { matchedCount } = await this.open.updateOne({ _id: batchId }, { $inc: { beats: 1 } });
    return matchedCount > 0;
  }

  /** Of a batch whose header is written, or which was given up. */
  async release(batchId: string): Promise<void> {
    this.own.delete(batchId);
    await this.open.deleteOne({ _id: batchId });
  }

  /**
   * Renews the leases of this process, and gives up the batches whose lease has expired.
   * @param now of a clock that never goes back, in milliseconds
   */
  async look(now: number, giveUp: (batchId: string) => Promise<void>): Promise<void> {
    for (const batchId of this.own) await this.renew(batchId);
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
}

function mayBeRenewed(batchId: string, beats: number | undefined): boolean {
  return beats === undefined && Date.now() - createdAtOf(batchId).getTime() < UNRENEWED_MS;
}
