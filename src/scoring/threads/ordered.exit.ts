/** Lets answers leave in the order in which they were asked for, whichever is there first. */
export class OrderedExit<T> {
  private last: Promise<void> = Promise.resolve();
  private readonly leaving: Promise<void>[] = [];
  private fail: (error: unknown) => void = () => {};
  /** Rejects as soon as an answer, or its leaving, has failed. */
  readonly failure: Promise<never>;

  /**
   * @param most answers that may be waited for at a time
   * @param emit is awaited for each answer before the next one leaves
   */
  constructor(
    private readonly most: number,
    private readonly emit: (answer: T) => Promise<void>,
  ) {
    this.failure = new Promise((_, reject) => {
      this.fail = reject;
    });
    // Whoever does not race with it hears of the failure at the next answer.
    this.failure.catch(() => {});
  }

  /** Resolves when another answer may be asked for. */
  async add(answer: Promise<T>): Promise<void> {
    const before = this.last;
    this.last = Promise.all([answer, before]).then(([one]) => this.emit(one));
    this.last.catch(this.fail);
    this.leaving.push(this.last);
    await this.settle(this.most);
  }

  /** Resolves when all answers have left. */
  async finish(): Promise<void> {
    await this.settle(0);
  }

  /** Resolves when no answer can leave any more: after a failure nothing may come in behind it. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.leaving);
  }

  private async settle(most: number): Promise<void> {
    while (this.leaving.length > most) {
      await this.leaving[0];
      this.leaving.shift();
    }
  }
}
