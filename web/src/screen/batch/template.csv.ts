import { type Contract, featuresOf } from '../../api/client.ts';
import { csvText } from './csv.text.ts';

/** A file that the model takes: a header of its features, and its examples as rows. */
export function templateCsv(contract: Contract): string {
  const features = featuresOf(contract);
  const names = features.map(({ name }) => name);
  const examples = contract.examples?.map(({ inputs }) => names.map((name) => inputs[name])) ?? [];
  const rows = examples.length > 0 ? examples : [features.map(({ example }) => example)];
  return csvText([names, ...rows]);
}
