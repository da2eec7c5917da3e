const KEY = /tsk_(?:([a-z0-9]{8})_)?\w*/g;
const TOKEN = /eyJ[\w-]*\.[\w.-]*/g;
/** Of letters, digits, dots, lines: what keys and tokens are made of, and nobody need write in codes. */
const PLAIN_CODE = /%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f)/gi;

/**
 * A text without the keys and tokens that somebody has put where they do not belong, as into a URL.
 * The id of a key, which is no secret, stays.
 */
export function hideSecrets(text: string): string {
  // Nearly every text is one of these.
  if (!text.includes('tsk_') && !text.includes('eyJ') && !text.includes('%')) return text;
  const plain = text.replace(PLAIN_CODE, decodeURIComponent);
  const hidden = plain
    .replace(KEY, (_, id?: string) => (id === undefined ? 'tsk_…' : `tsk_${id}_…`))
    .replace(TOKEN, 'eyJ…');
  return hidden === plain ? text : hidden;
}
