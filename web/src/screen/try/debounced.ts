/** Puts a call off until there was no other for a while. */
export class Debounced {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly delayMs: number,
    private readonly run: () => void,
  ) {}

  call(): void {
    this.cancel();
    this.timer = setTimeout(this.run, this.delayMs);
  }

  cancel(): void {
    clearTimeout(this.timer);
  }
}
