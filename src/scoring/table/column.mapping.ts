import type { ColumnMapping } from './table.options.js';

/** @returns null for what is no mapping */
export function columnMappingOf(text: unknown): ColumnMapping | null {
  const value = parsed(text);
  if (Array.isArray(value)) {
    const isGood = value.length > 0 && value.every((name) => name === null || isText(name));
    return isGood ? { by: 'place', names: value.map((name) => name ?? '') } : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const isGood = Object.values(value).every((header) => isText(header) && header !== '');
  return isGood ? { by: 'feature', headers: value as Record<string, string> } : null;
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
