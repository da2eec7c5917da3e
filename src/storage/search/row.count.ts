import type { SummaryRow } from '../../domain/history.filter.js';
import { createdAtOf } from '../../domain/prediction.id.js';
import type { ModelReference } from '../../domain/prediction.record.js';
import type { ItemFormat } from '../item.format.js';

/** What is counted of a prediction; `entry` is the id that says when it was made. */
interface Counted {
  readonly entry: string;
  readonly model: ModelReference;
  readonly label: string | null;
}

/** Predictions as what is counted of them; rows of a batch with the same label are one object. */
export const asCounted: ItemFormat<Counted> = {
  single: ({ id, model, label = null }) => ({ entry: id, model, label }),
  batch({ id, model, layout }) {
    const unlabelled = { entry: id, model, label: null };
    const labelled = layout.classes?.map((label) => ({ entry: id, model, label })) ?? [];
    return ({ view, row }) => labelled[view.answers.labels?.[row] ?? -1] ?? unlabelled;
  },
};

/** Counts predictions by model, version and label, as they come. */
export class RowCount {
  private readonly groups = new Map<string, { -readonly [K in keyof SummaryRow]: SummaryRow[K] }>();
  private latest: Counted | null = null;
  private group: { count: number } | null = null;

  /** Newest first. */
  add(counted: Counted): void {
    if (counted !== this.latest) this.group = this.groupOf(counted);
    this.latest = counted;
    if (this.group !== null) this.group.count++;
  }

  rows(): SummaryRow[] {
    return [...this.groups.values()];
  }

  private groupOf({ entry, model: { name: model, version }, label }: Counted) {
    const key = JSON.stringify([model, version, label]);
    const time = createdAtOf(entry);
    const group = this.groups.get(key) ?? {
      model,
      version,
      label,
      count: 0,
      first: time,
      last: time,
    };
    group.first = time;
    this.groups.set(key, group);
    return group;
  }
}
