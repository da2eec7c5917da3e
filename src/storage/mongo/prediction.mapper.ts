import type { BatchHeader } from '../../domain/batch.record.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';
import type { HistoryEntry } from '../ports/history.index.js';
import type {
  BatchDocument,
  LabelCount,
  PredictionDocument,
  SingleDocument,
} from './prediction.document.js';

export function toSingleDocument(record: PredictionRecord): SingleDocument {
  const { id, inputs, probabilities, ...rest } = record;
  return {
    _id: id,
    source: 'single',
    ...rest,
    inputs: Object.entries(inputs).map(([name, value]) => ({ name, value })),
    ...(probabilities && {
      probabilities: Object.entries(probabilities).map(([label, probability]) => ({
        label,
        probability,
      })),
    }),
  };
}

export function toRecord(document: SingleDocument): PredictionRecord {
  const { _id, source: _, inputs, probabilities, ...rest } = document;
  return {
    id: _id,
    ...rest,
    inputs: Object.fromEntries(inputs.map(({ name, value }) => [name, value])),
    ...(probabilities && {
      probabilities: Object.fromEntries(
        probabilities.map(({ label, probability }) => [label, probability]),
      ),
    }),
  };
}

export function toBatchDocument(header: BatchHeader): BatchDocument {
  const { id, labelCounts, ...rest } = header;
  const labels = Object.entries(labelCounts).filter(([, count]) => count > 0);
  return {
    _id: id,
    source: 'batch',
    ...rest,
    label: labels.map(([label]) => label),
    counts: countsOf(header),
  };
}

export function toHeader(document: BatchDocument): BatchHeader {
  const { _id, source: _, label: __, counts, ...rest } = document;
  const labelled = counts.filter((count) => count.label !== null);
  return {
    id: _id,
    ...rest,
    labelCounts: Object.fromEntries(labelled.map(({ label, count }) => [label, count])),
  };
}

export function toEntry(document: PredictionDocument): HistoryEntry {
  return document.source === 'batch'
    ? { source: 'batch', header: toHeader(document) }
    : { source: 'single', record: toRecord(document) };
}

/** A regression model's rows are counted too, so that a summary finds them. */
function countsOf({ model, labelCounts, layout, scored }: BatchHeader): LabelCount[] {
  const { name, version } = model;
  const counts: [string | null, number][] =
    layout.classes === null ? [[null, scored]] : Object.entries(labelCounts);
  return counts.map(([label, count]) => ({ model: name, version, label, count }));
}
