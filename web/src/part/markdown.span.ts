export type Span =
  | string
  | { kind: 'code'; text: string }
  | { kind: 'em'; spans: Span[] }
  | { kind: 'strong'; spans: Span[] }
  | { kind: 'link'; href: string; spans: Span[] };

/** The first that begins counts; underscores inside words are part of names. */
const SPAN = new RegExp(
  [
    /(?<ticks>`+)(?!`)(?<code>[\s\S]*?[^`])\k<ticks>(?!`)/,
    /\\(?<escaped>[!-/:-@[-`{-~])/,
    /(?<image>!?)\[(?<label>[^[\]]*)\]\(\s*<?(?<href>[^\s<>()]*)>?(?:\s+"[^"]*")?\s*\)/,
    /<(?<address>[a-z]+:[^\s<>]+)>/,
    /\*\*(?=[^\s*])(?<strong>[\s\S]*?[^\s*])\*\*/,
    /(?<![\p{L}\d_])__(?=[^\s_])(?<strong2>[\s\S]*?[^\s_])__(?![\p{L}\d_])/u,
    /\*(?=[^\s*])(?<em>(?:[^*]|\*\*[^*]+\*\*)*?[^\s*])\*(?!\*)/,
    /(?<![\p{L}\d_])_(?=[^\s_])(?<em2>[^_]*?[^\s_])_(?![\p{L}\d_])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);
const SAFE = /^(https?:\/\/|mailto:)/i;

/** A text in its parts: emphasis, code and links; all else is the text that it is, HTML too. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(SPAN)) {
    spans.push(text.slice(from, match.index), ...spanOf(match.groups ?? {}, match[0]));
    from = match.index + match[0].length;
  }
  spans.push(text.slice(from));
  return spans.filter((span) => span !== '');
}

function spanOf(groups: Record<string, string | undefined>, whole: string): Span[] {
  const { code, escaped, label, href, image, address } = groups;
  const strong = groups.strong ?? groups.strong2;
  const em = groups.em ?? groups.em2;
  if (code !== undefined) return [{ kind: 'code', text: codeText(code) }];
  if (escaped !== undefined) return [escaped];
  if (strong !== undefined) return [{ kind: 'strong', spans: spansOf(strong) }];
  if (em !== undefined) return [{ kind: 'em', spans: spansOf(em) }];
  if (address !== undefined) return SAFE.test(address) ? linkOf(address, [address]) : [whole];
  // The page shows no pictures from elsewhere, but what they are of.
  if (image) return [label ?? ''];
  return linkOf(href ?? '', spansOf(label ?? ''));
}

/** The words alone when the link leads nowhere safe; files beside the card are not served. */
function linkOf(href: string, spans: Span[]): Span[] {
  return SAFE.test(href) ? [{ kind: 'link', href, spans }] : spans;
}

/** One space at each end lets code begin with a backtick. */
const codeText = (code: string) => code.replace(/^ (.*) $/s, '$1');
