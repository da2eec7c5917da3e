/** Longest stretch of work between two turns of the page. */
const SLICE_MS = 20;
const PREDICTION = 'prediction';

/**
 * The predicted labels or values of an answer that is CSV, as it streams in. What is predicted
 * stands behind the columns of the file.
 * @param delimiter that of the file that was sent
 * @param take is given each prediction
 * @param onRead is told now and then how many there were
 */
export async function readPredictions(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  delimiter: string,
  take: (prediction: string) => void,
  onRead: (count: number) => void = () => {},
): Promise<void> {
  const records = new RecordReader(delimiter, take);
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
  /** Where the prediction is, counted from the end; null before the header. */
  private place: number | null = null;
  private rest = '';

  constructor(
    private readonly delimiter: string,
    private readonly take: (prediction: string) => void,
  ) {}

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
    const cells = cellsOf(record, this.delimiter);
    if (this.place === null) this.place = cells.lastIndexOf(PREDICTION) - cells.length;
    else {
      this.take(cells.at(this.place) ?? '');
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
