const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * The members of a JSON object, or the items of an array, as they are written: parsing would change
 * numbers that no double holds.
 * @param text JSON that is known to be well-formed
 */
export function slicesOf(text: string): string[] {
  const slices: string[] = [];
  let depth = 0;
  let start = text.search(/[[{]/) + 1;
  for (let at = start - 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at);
    else if (unit === 0x5b || unit === 0x7b) depth++;
    else if ((unit === 0x5d || unit === 0x7d) && --depth === 0) {
      const last = text.slice(start, at).trim();
      if (last !== '') slices.push(last);
    } else if (unit === COMMA && depth === 1) {
      slices.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return slices;
}

/** The values of an object as they are written, by their key. */
export function membersOf(text: string): Map<string, string> {
  return new Map(
    slicesOf(text).map((member) => {
      const end = endOfString(member, 0) + 1;
      const value = member.slice(member.indexOf(':', end) + 1).trim();
      return [JSON.parse(member.slice(0, end)) as string, value];
    }),
  );
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
