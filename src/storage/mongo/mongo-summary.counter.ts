import type { Model, PipelineStage, QueryFilter } from 'mongoose';
import type { SummaryRow } from '../../domain/history.filter.js';
import { createdAtOf } from '../../domain/prediction.id.js';
import { sourcesOf } from '../history.range.js';
import { entryFilter, type NamedFilter } from './mongo.filter.js';
import type { PredictionDocument } from './prediction.document.js';

interface Group {
  readonly model: string;
  readonly version: string;
  readonly label: string | null;
}

interface GroupCount {
  readonly _id: {
    readonly model: string;
    readonly version: string;
    readonly label?: string | null;
  };
  readonly count: number;
}

/** Counts predictions on the server; batches by the counts in their headers. */
export class MongoSummaryCounter {
  constructor(private readonly predictions: Model<PredictionDocument>) {}

  async summarize(filter: NamedFilter): Promise<SummaryRow[]> {
    const counts = new Map<string, number>();
    for (const source of sourcesOf(filter)) {
      for (const { _id, count } of await this.count({ ...filter, source })) {
        const key = JSON.stringify([_id.model, _id.version, _id.label ?? null]);
        counts.set(key, (counts.get(key) ?? 0) + count);
      }
    }
    return Promise.all([...counts].map(([key, count]) => this.row(filter, key, count)));
  }

  private async count(filter: NamedFilter): Promise<GroupCount[]> {
    const groups = await this.predictions.aggregate<GroupCount>([
      { $match: entryFilter(filter) },
      ...(filter.source === 'batch' ? BATCH_STAGES : SINGLE_STAGES),
    ]);
    const { label } = filter;
    return groups.filter(({ _id, count }) => count > 0 && (label ?? _id.label) === _id.label);
  }

  private async row(filter: NamedFilter, key: string, count: number): Promise<SummaryRow> {
    const [model, version, label] = JSON.parse(key) as [string, string, string | null];
    const group = { model, version, label };
    const [first, last] = await Promise.all([
      this.end(filter, group, 1),
      this.end(filter, group, -1),
    ]);
    return { ...group, count, first, last };
  }

  /** The time of a group's first or last entry. */
  private async end(filter: NamedFilter, group: Group, direction: 1 | -1): Promise<Date> {
    const { label, ...named } = group;
    const { names: _, ...others } = filter;
    const entries: QueryFilter<PredictionDocument> = {
      ...entryFilter({ ...others, ...named }),
      ...(label === null ? {} : { label }),
    };
    const entry = await this.predictions
      .findOne(entries, { _id: 1 })
      .sort({ _id: direction })
      .lean<{ _id: string }>();
    return createdAtOf(entry?._id ?? '');
  }
}

const SINGLE_STAGES: PipelineStage[] = [
  {
    $group: {
      _id: { model: '$model.name', version: '$model.version', label: '$label' },
      count: { $sum: 1 },
    },
  },
];

const BATCH_STAGES: PipelineStage[] = [
  { $unwind: '$counts' },
  {
    $group: {
      _id: { model: '$counts.model', version: '$counts.version', label: '$counts.label' },
      count: { $sum: '$counts.count' },
    },
  },
];
