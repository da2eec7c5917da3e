import { computed, signal } from '@preact/signals';
import { ApiProblem, api, dataOf, type Schemas } from '../../api/client.ts';
import type { HistoryFilter } from './history-filter.ts';

export type HistoryItem = Schemas['HistoryItemDto'];

const PAGE = 50;
/** More rows than anybody reads; beyond them a filter or an export serves better. */
export const MOST_ROWS = 5_000;

/** The filtered history, newest first, read page by page. */
export class HistoryFeed {
  readonly pages = signal<readonly (readonly HistoryItem[])[]>([]);
  readonly problem = signal<ApiProblem | null>(null);
  readonly isLoading = signal(false);
  readonly isEnd = signal(false);
  /** How many were looked through for the rows shown; null where an index found them. */
  readonly looked = signal<number | null>(null);
  /** How many the filter lets through; null until the summary is read. */
  readonly total = signal<number | null>(null);
  readonly shown = computed(() => this.pages.value.reduce((sum, page) => sum + page.length, 0));
  readonly isFull = computed(() => this.shown.value >= MOST_ROWS);
  readonly #stop = new AbortController();
  #cursor: string | undefined;

  constructor(readonly filter: HistoryFilter) {}

  /** Reads the next page, unless there is none or one is on its way. */
  async more(): Promise<void> {
    if (this.isLoading.value || this.isEnd.value || this.isFull.value) return;
    this.isLoading.value = true;
    this.problem.value = null;
    try {
      const { items, nextCursor, looked } = await this.#page();
      this.pages.value = [...this.pages.value, items];
      if (looked !== undefined) this.looked.value = (this.looked.value ?? 0) + looked;
      this.#cursor = nextCursor ?? undefined;
      this.isEnd.value = nextCursor === null;
    } catch (error) {
      if (error instanceof ApiProblem) this.problem.value = error;
    }
    this.isLoading.value = false;
  }

  /** Whether the history holds something newer than the first row shown; not where that is long to find. */
  async isOutdated(): Promise<boolean> {
    if (this.looked.value !== null) return false;
    const query = { ...this.filter, limit: 1 };
    const { items } = await dataOf(
      api.GET('/history', { params: { query }, signal: this.#stop.signal }),
    );
    return items[0] !== undefined && items[0].id !== this.pages.value[0]?.[0]?.id;
  }

  stop(): void {
    this.#stop.abort();
  }

  #page() {
    const query = { ...this.filter, limit: PAGE, ...(this.#cursor && { cursor: this.#cursor }) };
    return dataOf(api.GET('/history', { params: { query }, signal: this.#stop.signal }));
  }
}
