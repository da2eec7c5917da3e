import { crc32 } from 'node:zlib';

const OFFICE = 'http://schemas.openxmlformats.org';
const MAIN = `${OFFICE}/spreadsheetml/2006/main`;
const RELATIONS = `${OFFICE}/package/2006/relationships`;

/** A time is a cell of ISO 8601, as workbooks may have it. */
type Cell = string | number | boolean | Date;

/** A workbook (.xlsx) with these sheets, by name: rows of cells, the first of them a header. */
export function workbookOf(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Buffer {
  const names = Object.keys(sheets);
  const each = (text: (name: string, number: number) => string) =>
    names.map((name, at) => text(name, at + 1)).join('');
  const relation = (number: number, type: string, target: string) =>
    `<Relationship Id="rId${number}" Type="${OFFICE}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/officeDocument/2006/relationships"><sheets>${each((name, number) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}">${each((_, number) => relation(number, 'worksheet', `worksheets/sheet${number}.xml`))}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheets[name] ?? [])]),
    ),
  });
}

function sheetXml(rows: readonly (readonly Cell[])[]): string {
  const place = (row: number, at: number) => `${String.fromCharCode(65 + at)}${row}`;
  const data = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((value, at) => cellXml(value, place(row + 1, at))).join('')}</row>`,
  );
  return `<worksheet xmlns="${MAIN}"><sheetData>${data.join('')}</sheetData></worksheet>`;
}

function cellXml(value: Cell, place: string): string {
  const cell = (type: string, content: string) => `<c r="${place}"${type}>${content}</c>`;
  if (typeof value === 'number') return cell('', `<v>${value}</v>`);
  if (typeof value === 'boolean') return cell(' t="b"', `<v>${Number(value)}</v>`);
  if (value instanceof Date) return cell(' t="d"', `<v>${value.toISOString()}</v>`);
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return cell(' t="inlineStr"', `<is><t>${text}</t></is>`);
}

/** A zip file of texts, none of them compressed. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(bytes.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const part = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), bytes]);
    entries.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), about, place, Buffer.from(name)]),
    );
    parts.push(part);
    offset += part.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}
