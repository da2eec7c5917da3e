const SECRET = /(?:tsk(?:_|%5f)|eyJ[\w-]*\.)[\w.%-]*/gi;

/** A text without the keys and tokens that somebody has put where they do not belong, as into a URL. */
export function hideSecrets(text: string): string {
  // Nearly every text is one of these.
  if (!text.includes('tsk') && !text.includes('eyJ')) return text;
  return text.replace(SECRET, '[hidden]');
}
