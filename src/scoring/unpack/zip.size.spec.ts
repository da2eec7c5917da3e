import { describe, expect, it } from '@jest/globals';
import { unzipped, type ZipEntry, zipEntries } from './zip.size.js';
import { ZipWriter } from './zip.writer.js';

const TEXT = Buffer.from('Größe '.repeat(100));

function archive(): Buffer {
  const zip = new ZipWriter();
  zip.add('a.xml', TEXT);
  zip.add('ö/b.xml', Buffer.of());
  return zip.end();
}

describe(zipEntries, () => {
  it('names what is in an archive, and its size', () => {
    expect(zipEntries(archive())).toMatchObject([
      { name: 'a.xml', size: TEXT.length, isEncrypted: false },
      { name: 'ö/b.xml', size: 0 },
    ]);
  });

  it('finds the directory also before other bytes', () => {
    expect(zipEntries(Buffer.concat([archive(), Buffer.alloc(1_000)]))).toHaveLength(2);
  });

  it('refuses an archive that is cut off, wherever', () => {
    const bytes = archive();
    for (let end = 0; end < bytes.length; end += 3) {
      expect(() => zipEntries(bytes.subarray(0, end))).toThrow('cannot be read');
    }
  });
});

describe(unzipped, () => {
  it('gives what was packed', () => {
    const bytes = archive();
    const [entry] = zipEntries(bytes) as [ZipEntry];
    expect(unzipped(bytes, entry).equals(TEXT)).toBe(true);
  });

  it.each<[string, Partial<ZipEntry>]>([
    ['more comes out than is said', { size: 10 }],
    ['its bytes end too soon', { packedSize: 1_000_000 }],
    ['it stands elsewhere', { offset: 5 }],
    ['it is packed in another way', { method: 12 }],
  ])('refuses a file when %s', (_, lie) => {
    const bytes = archive();
    const [entry] = zipEntries(bytes) as [ZipEntry];
    expect(() => unzipped(bytes, { ...entry, ...lie })).toThrow('cannot be read');
  });
});
