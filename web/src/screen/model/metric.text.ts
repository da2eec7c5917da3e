import { LOCALES } from '../../part/locale.ts';
import { shareText } from '../../part/number.text.ts';

const DIGITS = new Intl.NumberFormat(LOCALES, { maximumSignificantDigits: 4 });

const TITLES: Readonly<Record<string, string>> = {
  f1: 'F1',
  macroF1: 'Macro F1',
  r2: 'R²',
  rmse: 'RMSE',
  mae: 'MAE',
  mse: 'MSE',
  rocAuc: 'ROC AUC',
  support: 'Rows',
};

const MEANINGS: Readonly<Record<string, string>> = {
  accuracy: 'of the answers are right',
  macroF1: 'mean F1 of the classes',
  r2: 'share of the variance explained',
  rmse: 'root mean squared error',
  mae: 'mean absolute error',
};

/** These have the unit of what is predicted. */
const ERRORS = new Set(['rmse', 'mae']);

/** `logLoss` as it would be written in a text. */
export function metricTitle(key: string): string {
  const known = TITLES[key];
  if (known !== undefined) return known;
  const words = key
    .replace(
      /([a-z\d])([A-Z])/g,
      (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`,
    )
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const metricMeaning = (key: string): string => MEANINGS[key] ?? '';

export function metricText(key: string, value: number, unit = ''): string {
  if (key === 'accuracy') return shareText(value);
  return `${DIGITS.format(value)}${ERRORS.has(key) && unit ? ` ${unit}` : ''}`;
}
