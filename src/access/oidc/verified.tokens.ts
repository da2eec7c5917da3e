import type { Caller } from '../../domain/caller.js';

/** Who has which token, of those verified last; tokens are known by their hashes alone. */
export class VerifiedTokens {
  private readonly callers = new Map<string, Caller>();

  constructor(private readonly most = 10_000) {}

  find(hash: string): Caller | undefined {
    return this.callers.get(hash);
  }

  /** The oldest goes when there are too many. */
  add(hash: string, caller: Caller): void {
    this.callers.set(hash, caller);
    if (this.callers.size <= this.most) return;
    const [oldest] = this.callers.keys();
    if (oldest !== undefined) this.callers.delete(oldest);
  }

  clear(): void {
    this.callers.clear();
  }
}
