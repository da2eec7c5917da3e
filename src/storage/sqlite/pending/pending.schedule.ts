import type { TableWriter } from '../writer/table.writer.js';

/** Records are moved together: many in one transaction cost little more than one. */
const MOVE_AFTER_MS = 20;

/** Has pending records brought into the tables soon after they were added. */
export class PendingSchedule {
  private waiting = 0;
  private running: Promise<void> | null = null;
  private following: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isClosed = false;

  /** @param failed is told when records could not be moved; they stay pending until the next try */
  constructor(
    private readonly writer: TableWriter,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Characters of records that this process has added and that are not in the tables. */
  get backlog(): number {
    return this.waiting;
  }

  noteAdded(records: readonly string[]): void {
    for (const { length } of records) this.waiting += length;
    this.moveLater();
  }

  /**
   * Resolves when everything added before, by any process, is in the tables. All who ask while one
   * move is under way wait for the same next one: that one may have missed what was added last.
   * @throws Problem `history-unavailable`
   */
  moveNow(): Promise<void> {
    this.following ??= this.follow();
    return this.following;
  }

  close(): void {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async follow(): Promise<void> {
    await this.running?.catch(() => {});
    this.following = null;
    this.running = this.moveAll();
    await this.running.finally(() => {
      this.running = null;
    });
  }

  private async moveAll(): Promise<void> {
    const backlog = this.waiting;
    await this.writer.perform({ do: 'move' });
    this.waiting -= Math.min(backlog, this.waiting);
  }

  private moveLater(): void {
    if (this.timer !== null || this.isClosed) return;
    // Pending records are stored, so they need not keep the process alive.
    this.timer = setTimeout(() => void this.move(), MOVE_AFTER_MS).unref();
  }

  private async move(): Promise<void> {
    try {
      await this.moveNow();
      this.timer = null;
      if (this.waiting > 0) this.moveLater();
    } catch (error) {
      this.timer = null;
      this.failed(error);
    }
  }
}
