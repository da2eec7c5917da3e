import { numberText } from './number.text.ts';

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'] as const;

/** A size in words: `64 MiB`. */
export function bytesText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  const value = bytes / 1024 ** power;
  return `${numberText(Number(value.toPrecision(value < 1000 ? 3 : 4)))} ${UNITS[power]}`;
}
