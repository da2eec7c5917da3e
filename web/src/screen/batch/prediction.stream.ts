/** Longest stretch of work between two turns of the page. */
const SLICE_MS = 20;

interface Reading {
  /** That of the file that was sent. */
  readonly delimiter: string;
  /** Which are read; where one is missing, nothing is. */
  readonly columns: readonly string[];
  /** Is given the cells of each row. */
  readonly take: (cells: readonly string[]) => void;
  /** Is told now and then how many rows there were. */
  readonly onRead?: (count: number) => void;
}

/**
 * Columns of an answer that is CSV, as it streams in. What is predicted stands behind the columns of
 * the file.
 */
export async function readPredictions(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onRead = () => {}, ...reading }: Reading,
): Promise<void> {
  const records = new RecordReader(reading);
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let sliceStart = performance.now();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    records.read(value ?? '');
    if (performance.now() - sliceStart < SLICE_MS) continue;
    onRead(records.count);
    // Chunks that have arrived already come without a turn of the event loop in between.
    await new Promise((resolve) => setTimeout(resolve));
    sliceStart = performance.now();
  }
}

/** Puts records together from the pieces of a text. */
class RecordReader {
  count = 0;
  /** Where the columns are, counted from the end; null before the header. */
  private places: readonly number[] | null = null;
  private rest = '';

  constructor(private readonly reading: Reading) {}

  read(text: string): void {
    const lines = (this.rest + text).split('\n');
    const last = lines.pop() ?? '';
    let open = '';
    for (const line of lines) {
      const record = open + line;
      // A record ends where no quote is open.
      const isOpen = record.includes('"') && record.split('"').length % 2 === 0;
      open = isOpen ? `${record}\n` : '';
      if (!isOpen) this.add(record.endsWith('\r') ? record.slice(0, -1) : record);
    }
    this.rest = open + last;
  }

  private add(record: string): void {
    const { delimiter, columns, take } = this.reading;
    const cells = cellsOf(record, delimiter);
    if (this.places === null) {
      const found = columns.map((name) => cells.lastIndexOf(name));
      this.places = found.includes(-1) ? [] : found.map((at) => at - cells.length);
    } else if (this.places.length > 0) {
      take(this.places.map((place) => cells.at(place) ?? ''));
      this.count++;
    }
  }
}

/** Commas and the like stand in quotes where they are part of a cell. */
function cellsOf(record: string, delimiter: string): string[] {
  const parts = record.split(delimiter);
  if (!record.includes('"')) return parts;
  const cells: string[] = [];
  let open: string | null = null;
  for (const part of parts) {
    const cell: string = open === null ? part : open + delimiter + part;
    const isOpen = cell.split('"').length % 2 === 0;
    open = isOpen ? cell : null;
    if (!isOpen) cells.push(unquoted(cell));
  }
  return cells;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
