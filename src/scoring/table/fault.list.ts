import type { Fault } from '../../problem/problem.js';

/** Counts all faults and keeps the first of them. */
export class FaultList {
  readonly first: Fault[] = [];
  count = 0;

  constructor(private readonly most: number) {}

  add(fault: Fault): void {
    if (this.count++ < this.most) this.first.push(fault);
  }
}
