import { readFileSync } from 'node:fs';

export interface Item {
  readonly id: string;
  readonly createdAt: string;
  readonly label?: string;
  readonly value?: number;
  readonly probabilities?: Record<string, number>;
  readonly inputs: Record<string, unknown>;
  readonly batchId?: string;
}

interface Page {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** The service as a caller sees it, to seed a history and to compare the page with. */
export class HistoryApi {
  constructor(readonly url: string) {}

  /** Predicts one after the other, so that the order is known. */
  async predict(model: string, rows: readonly object[]): Promise<Item[]> {
    const answers: Item[] = [];
    for (const row of rows) answers.push(await this.#post(`/predict?model=${model}`, row));
    return answers;
  }

  predictBatch(model: string, rows: readonly object[]): Promise<{ batchId: string }> {
    return this.#post(`/predict-batch?model=${model}`, rows);
  }

  /** Every item that a query lets through, newest first. */
  async items(query: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor = ''; ; ) {
      const page = await this.#get<Page>(`/history?limit=500&${query}${cursor}`);
      items.push(...page.items);
      if (page.nextCursor === null) return items;
      cursor = `&cursor=${page.nextCursor}`;
    }
  }

  async #get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.url}${path}`)).json()) as T;
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.url}${path}`, init);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }
}

/** Example inputs of a model, by its folder. */
export function examplesOf(folder: string): Record<string, unknown>[] {
  const { examples } = JSON.parse(readFileSync(`${folder}/1/model.json`, 'utf8'));
  return examples.map(({ inputs }: { inputs: Record<string, unknown> }) => inputs);
}
