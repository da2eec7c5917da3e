import { isUtf8 } from 'node:buffer';
import { Problem } from '../problem/problem.js';

export const MAX_DEPTH = 32;

/**
 * Parses a JSON body.
 * @throws Problem `unsupported-media-type` for bytes that are not UTF-8, `malformed-request` for
 * broken JSON or nesting deeper than 32
 */
export function parseJsonBody(body: Buffer): unknown {
  // JSON has no raw NUL: where there is one, the text is UTF-16 or no text at all.
  if (!isUtf8(body) || body.includes(0)) {
    throw new Problem('unsupported-media-type', 'The body is not UTF-8 text.');
  }
  const text = body.toString('utf8');
  if (isTooDeep(text)) {
    throw new Problem('malformed-request', `The JSON is nested deeper than ${MAX_DEPTH} levels.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail =
      text === '' ? 'The body is empty.' : `The body is not JSON: ${(error as Error).message}`;
    throw new Problem('malformed-request', detail, { cause: error });
  }
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

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
