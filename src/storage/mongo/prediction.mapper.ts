import type { BatchHeader } from '../../domain/batch.record.js';
import type { PredictionRecord } from '../../domain/prediction.record.js';
import type { HistoryEntry } from '../ports/history.index.js';
import type {
  BatchDocument,
  LabelCount,
  LabelProbability,
  PredictionDocument,
  SingleDocument,
} from './prediction.document.js';

export function toSingleDocument(record: PredictionRecord): SingleDocument {
  const { id, inputs, probabilities, scores, values, ...rest } = record;
  return {
    _id: id,
    source: 'single',
    ...rest,
    inputs: namedValues(inputs),
    ...(probabilities === undefined ? {} : { probabilities: labelled(probabilities) }),
    ...(scores && { scores: namedValues(scores) }),
    ...(values && { values: namedValues(values) }),
  };
}

export function toRecord(document: SingleDocument): PredictionRecord {
  const { _id, source: _, inputs, probabilities, scores, values, ...rest } = document;
  return {
    id: _id,
    ...rest,
    inputs: byName(inputs),
    ...(probabilities === undefined ? {} : { probabilities: byLabel(probabilities) }),
    ...(scores && { scores: byName(scores) }),
    ...(values && { values: byName(values) }),
  };
}

function namedValues<T>(values: Readonly<Record<string, T>>): { name: string; value: T }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function byName<T>(values: readonly { name: string; value: T }[]): Record<string, T> {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}

function labelled(probabilities: Readonly<Record<string, number>> | null) {
  if (probabilities === null) return null;
  return Object.entries(probabilities).map(([label, probability]) => ({ label, probability }));
}

function byLabel(probabilities: readonly LabelProbability[] | null) {
  if (probabilities === null) return null;
  return Object.fromEntries(probabilities.map(({ label, probability }) => [label, probability]));
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
