const KEY = /tsk(?:_|%5[fF])(?:([a-z0-9]{8})(?:_|%5[fF]))?\w*/g;
const TOKEN = /eyJ[\w-]*\.[\w.-]*/g;

/**
 * A text without the keys and tokens that somebody has put where they do not belong, as into a URL.
 * The id of a key, which is no secret, stays.
 */
export function hideSecrets(text: string): string {
  // Nearly every text is one of these.
  if (!text.includes('tsk') && !text.includes('eyJ')) return text;
  return text
    .replace(KEY, (_, id?: string) => (id === undefined ? 'tsk_…' : `tsk_${id}_…`))
    .replace(TOKEN, 'eyJ…');
}
