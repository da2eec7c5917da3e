import { isUtf8 } from 'node:buffer';
import { Problem } from '../problem/problem.js';

export const MAX_DEPTH = 32;

/**
 * Parses JSON that a client sent.
 * @throws Problem `unsupported-media-type` for bytes that are not UTF-8, `malformed-request` for
 * broken JSON or nesting deeper than 32
 */
export function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  // What is not UTF-8 was replaced; most texts have no such mark and need no second look.
  if (text.includes(REPLACEMENT) && !isUtf8(body)) throw notUtf8();
  if (isTooDeep(text)) throw malformed(text, `The JSON is nested deeper than ${MAX_DEPTH} levels.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail =
      text === '' ? 'The body is empty.' : `The body is not JSON: ${(error as Error).message}`;
    throw malformed(text, detail, error);
  }
}

/** JSON has no raw NUL: where there is one, the text is UTF-16 or no text at all. */
function malformed(text: string, detail: string, cause?: unknown): Problem {
  return text.includes('\0') ? notUtf8() : new Problem('malformed-request', detail, { cause });
}

function notUtf8(): Problem {
  return new Problem('unsupported-media-type', 'The body is not UTF-8 text.');
}

/** Looks at the text, because parsing depth is what an attacker spends our stack with. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isInString) {
      if (unit === BACKSLASH) at++;
      else if (unit === QUOTE) isInString = false;
    } else if (unit === QUOTE) isInString = true;
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) return true;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth--;
  }
  return false;
}

const REPLACEMENT = '\uFFFD';
const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
