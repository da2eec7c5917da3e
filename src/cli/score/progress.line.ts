import { say } from '../command.output.js';

const EVERY_MS = 200;
const CLEAR_LINE = '\r\x1b[K';

/** One line on a terminal that says how far the work is, written over again and again. */
export class ProgressLine {
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout | undefined;

  /** @param text of the line, after so many seconds */
  constructor(
    private readonly text: (seconds: number) => string,
    isShown: boolean,
  ) {
    if (isShown) this.timer = setInterval(() => this.draw(), EVERY_MS).unref();
  }

  /** Since the beginning. */
  get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  /** Leaves no trace of it. */
  end(): void {
    if (this.timer === undefined) return;
    clearInterval(this.timer);
    say(CLEAR_LINE);
  }

  private draw(): void {
    say(`${CLEAR_LINE}${this.text(this.seconds)}`);
  }
}
