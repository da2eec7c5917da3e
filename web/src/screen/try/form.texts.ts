import { type Contract, type Feature, featuresOf } from '../../api/client.ts';
import { choicesOf, isNumeric } from '../../part/feature.kind.ts';
import { isoText } from '../../part/iso.time.ts';
import { plainText, typedText } from '../../part/number.sign.ts';
import { isWithin, rangeOf } from './feature.range.ts';
import { readText, type Value } from './feature.value.ts';

/** What the form holds, by feature name; a feature without a text is empty. */
export type Texts = ReadonlyMap<string, string>;
export type Row = Record<string, Value>;

export interface Example {
  readonly title: string;
  readonly texts: Texts;
}

/** Features have a prefix in the URL, so that none can be taken for `model` or `version`. */
const PREFIX = 'f.';

/**
 * The contract's examples, but for what lies outside of the training range: nobody should start
 * with a guess. Without any, one of the features' own. There is always one.
 */
export function examplesOf(contract: Contract): Example[] {
  const features = featuresOf(contract);
  const examples = (contract.examples ?? [])
    .filter(({ inputs }) => features.every((feature) => isSeen(feature, inputs[feature.name])))
    .map(({ title, inputs }, at) => ({
      title: title ?? `Example ${at + 1}`,
      texts: textsOf(features, (name) => inputs[name]),
    }));
  if (examples.length > 0) return examples;
  const byName = new Map(features.map((feature) => [feature.name, usualOf(feature)]));
  return [{ title: 'Example', texts: textsOf(features, (name) => byName.get(name)) }];
}

function isSeen(feature: Feature, input: unknown): boolean {
  const range = rangeOf(feature);
  return range === null || typeof input !== 'number' || isWithin(range, input);
}

function textsOf(features: readonly Feature[], inputOf: (name: string) => unknown): Texts {
  return new Map(
    features.map((feature) => [feature.name, textOf(feature, String(inputOf(feature.name) ?? ''))]),
  );
}

/** What is typed for a value that is written with a decimal point. */
const textOf = (feature: Feature, plain: string) => (isNumeric(feature) ? typedText(plain) : plain);

/** The contract's example, else what was usual in training. */
function usualOf(feature: Feature): unknown {
  const { dtype, example, training } = feature;
  if (example !== undefined) return example;
  const usual = training?.quantiles?.['0.5'] ?? training?.mean;
  if (dtype === 'datetime') return usual === undefined ? undefined : isoText(usual);
  if (!isNumeric(feature)) return choicesOf(feature)?.[0];
  return dtype === 'int64' && usual !== undefined ? Math.round(usual) : usual;
}

/** Texts as parameters of the URL, numbers with a decimal point; empty ones are left out. */
export function paramsOf(features: readonly Feature[], texts: Texts): Record<string, string> {
  const typed = features
    .map((feature) => {
      const text = texts.get(feature.name) ?? '';
      return [PREFIX + feature.name, isNumeric(feature) ? plainText(text) : text] as const;
    })
    .filter(([, text]) => text !== '');
  return Object.fromEntries(typed);
}

/** Texts of a URL; null when it holds none at all. What another version takes is left out. */
export function textsIn(
  features: readonly Feature[],
  params: Readonly<Record<string, string>>,
): Texts | null {
  const texts = features.flatMap((feature) => {
    const plain = params[PREFIX + feature.name];
    return plain === undefined ? [] : [[feature.name, textOf(feature, plain)] as const];
  });
  return texts.length === 0 ? null : new Map(texts);
}

export interface RowReading {
  readonly row: Row;
  /** What is wrong with a text, by feature name; `row` lacks these. */
  readonly faults: ReadonlyMap<string, string>;
}

/** Reads the whole form. */
export function readTexts(features: readonly Feature[], texts: Texts): RowReading {
  const entries: [string, Value][] = [];
  const faults = new Map<string, string>();
  for (const feature of features) {
    const reading = readText(feature, texts.get(feature.name) ?? '');
    if ('fault' in reading) faults.set(feature.name, reading.fault);
    else if (reading.value !== undefined) entries.push([feature.name, reading.value]);
  }
  return { row: Object.fromEntries(entries), faults };
}
