export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'list'; isOrdered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; header: string[]; rows: string[][] };

/** What was read from the lines, and the line to go on with. */
interface Read {
  readonly block: Block | null;
  readonly next: number;
}
type Reader = (lines: readonly string[], at: number) => Read | null;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$/;
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/;
const MARKER = /^( {0,3})([-*+]|(\d{1,9})[.)])( +)(?=\S)/;
const TABLE_RULE = /^ *\|? *:?-+:? *(\| *:?-+:? *)*\|? *$/;
const INDENT = /^ */;

/** The blocks of a Markdown text; what is none of these kinds is a paragraph, HTML too. */
export function blocksOf(text: string): Block[] {
  return readAll(text.replace(/\r\n?/g, '\n').replaceAll('\t', '    ').split('\n'));
}

function readAll(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const { block, next } = readOne(lines, at);
    if (block !== null) blocks.push(block);
    at = next;
  }
  return blocks;
}

function readOne(lines: readonly string[], at: number): Read {
  return interrupting(lines, at) ?? readList(lines, at) ?? readParagraph(lines, at);
}

/** Blocks that end a paragraph without an empty line between. */
function interrupting(lines: readonly string[], at: number): Read | null {
  for (const read of [readGap, readFence, readHeading, readTable]) {
    const found = read(lines, at);
    if (found !== null) return found;
  }
  return null;
}

const lineOf = (lines: readonly string[], at: number) => lines[at] ?? '';
const isEmpty = (line: string) => line.trim() === '';
const indentOf = (line: string) => INDENT.exec(line)?.[0].length ?? 0;

const readGap: Reader = (lines, at) => {
  const line = lineOf(lines, at);
  return isEmpty(line) || RULE.test(line) ? { block: null, next: at + 1 } : null;
};

const readFence: Reader = (lines, at) => {
  const fence = FENCE.exec(lineOf(lines, at))?.[1];
  if (fence === undefined) return null;
  const closing = lines.findIndex(
    (line, place) => place > at && line.trim().startsWith(fence) && /^\s*(`+|~+)\s*$/.test(line),
  );
  const end = closing === -1 ? lines.length : closing;
  return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
};

const readHeading: Reader = (lines, at) => {
  const found = HEADING.exec(lineOf(lines, at));
  if (found === null) return null;
  const [, marks = '', text = ''] = found;
  return { block: { kind: 'heading', level: marks.length, text }, next: at + 1 };
};

const readTable: Reader = (lines, at) => {
  const rule = lineOf(lines, at + 1);
  if (!lineOf(lines, at).includes('|') || !rule.includes('|') || !TABLE_RULE.test(rule))
    return null;
  const header = cellsOf(lineOf(lines, at));
  let next = at + 2;
  while (lineOf(lines, next).includes('|')) next++;
  const rows = lines.slice(at + 2, next).map((line) => {
    const cells = cellsOf(line);
    return header.map((_, column) => cells[column] ?? '');
  });
  return { block: { kind: 'table', header, rows }, next };
};

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const readList: Reader = (lines, at) => {
  const first = MARKER.exec(lineOf(lines, at));
  if (first === null) return null;
  const isOrdered = first[3] !== undefined;
  const items: Block[][] = [];
  let next = at;
  for (;;) {
    const marker = MARKER.exec(lineOf(lines, next));
    const isSame = marker !== null && (marker[3] !== undefined) === isOrdered;
    if (!isSame || RULE.test(lineOf(lines, next))) break;
    const end = endOfItem(lines, next, marker[0].length);
    const item = lines.slice(next, end).map((line) => line.slice(cut(line, marker[0].length)));
    items.push(readAll([lineOf(lines, next).slice(marker[0].length), ...item.slice(1)]));
    next = end;
  }
  return { block: { kind: 'list', isOrdered, start: Number(first[3] ?? 1), items }, next };
};

/** A line that goes on lazily is indented less than its item. */
const cut = (line: string, indent: number) => Math.min(indentOf(line), indent);

/** An item has the lines that are indented as its text is, and those that go on its paragraph. */
function endOfItem(lines: readonly string[], at: number, indent: number): number {
  let end = at + 1;
  for (let place = end; place < lines.length; place++) {
    const line = lineOf(lines, place);
    if (isEmpty(line)) continue;
    const isLazy = place === end && !MARKER.test(line) && interrupting(lines, place) === null;
    if (indentOf(line) < indent && !isLazy) break;
    end = place + 1;
  }
  while (end < lines.length && isEmpty(lineOf(lines, end))) end++;
  return end;
}

function readParagraph(lines: readonly string[], at: number): Read {
  let next = at + 1;
  while (next < lines.length && interrupting(lines, next) === null && !startsList(lines, next))
    next++;
  return { block: { kind: 'paragraph', text: lines.slice(at, next).join('\n') }, next };
}

/** A number at the start of a line is most often one of the sentence. */
function startsList(lines: readonly string[], at: number): boolean {
  const number = MARKER.exec(lineOf(lines, at));
  return number !== null && (number[3] ?? '1') === '1';
}
