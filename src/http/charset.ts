/** Encodings of tables by what a media type calls them. */
const ENCODINGS: readonly (readonly [RegExp, 'utf-8' | 'utf-16' | 'windows-1252'])[] = [
  [/^(utf-?8|us-ascii|ascii)$/i, 'utf-8'],
  [/^utf-?16(le|be)?$/i, 'utf-16'],
  [/^(windows-?1252|cp-?1252|iso-?8859-?1|latin-?1|ansi)$/i, 'windows-1252'],
];

/** The charset of a media type; undefined where it names none. */
export function charsetOf(mediaType: string | undefined): string | undefined {
  return /;\s*charset="?([^";\s]+)/i.exec(mediaType ?? '')?.[1];
}

export function isUtf8Charset(charset: string | undefined): boolean {
  return encodingOfCharset(charset) === 'utf-8';
}

/** @returns undefined for a name that is not known */
export function encodingOfCharset(
  charset: string | undefined,
): 'utf-8' | 'utf-16' | 'windows-1252' | undefined {
  return ENCODINGS.find(([names]) => names.test(charset ?? ''))?.[1];
}
