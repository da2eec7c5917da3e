import { Injectable } from '@nestjs/common';
import type { WrittenRecord } from '../domain/prediction.record.js';
import { PredictionRepository } from '../storage/ports/prediction.repository.js';
import { recordsPerWrite, writeFailures, writeSeconds } from './scoring.metrics.js';

interface Waiting {
  readonly record: WrittenRecord;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers the records of one turn of the event loop into one write; one write is under way at a time. */
@Injectable()
export class GroupCommit {
  private waiting: Waiting[] = [];
  private isBusy = false;

  constructor(private readonly repository: PredictionRepository) {}

  /** Resolves when the record is stored. */
  save(record: WrittenRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ record, resolve, reject });
      if (this.isBusy) return;
      this.isBusy = true;
      // The answers of one run of the model arrive together, before the next tick.
      process.nextTick(() => void this.writeAll());
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      await this.write(group);
    }
    this.isBusy = false;
  }

  private async write(group: readonly Waiting[]): Promise<void> {
    const stop = writeSeconds.startTimer();
    try {
      await this.repository.saveAll(group.map(({ record }) => record));
      for (const { resolve } of group) resolve();
    } catch (error) {
      writeFailures.inc();
      for (const { reject } of group) reject(error);
    } finally {
      stop();
      recordsPerWrite.observe(group.length);
    }
  }
}
