import { crc32, deflateRawSync } from 'node:zlib';

const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** PKZIP 2.0, names in UTF-8, deflated. */
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

/** Writes a zip file, file by file. */
export class ZipWriter {
  private readonly parts: Buffer[] = [];
  private readonly directory: Buffer[] = [];
  private length = 0;

  add(name: string, content: Buffer): void {
    const path = Buffer.from(name, 'utf8');
    // The copy is gone soon: there is more to gain from speed than from size.
    const packed = deflateRawSync(content, { level: 1 });
    const facts = factsOf(path, content, packed);
    const local = Buffer.alloc(LOCAL_BYTES);
    local.write('PK\x03\x04', 'latin1');
    facts.copy(local, 4);
    const entry = Buffer.alloc(ENTRY_BYTES);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(VERSION, 4);
    facts.copy(entry, 6);
    entry.writeUInt32LE(this.length, 42);
    this.directory.push(entry, path);
    this.parts.push(local, path, packed);
    this.length += local.length + path.length + packed.length;
  }

  end(): Buffer {
    const directory = Buffer.concat(this.directory);
    const end = Buffer.alloc(END_BYTES);
    end.write('PK\x05\x06', 'latin1');
    const count = this.directory.length / 2;
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.length, 16);
    return Buffer.concat([...this.parts, directory, end]);
  }
}

/** What is said of a file in two places. */
function factsOf(path: Buffer, content: Buffer, packed: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(UTF8_NAMES, 2);
  facts.writeUInt16LE(DEFLATED, 4);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(path.length, 22);
  return facts;
}
