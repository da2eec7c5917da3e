import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/* The page's files are compressed once, at the build, and not at every request. */
const FOLDER = 'dist/web';
const COMPRESSIBLE = /\.(html|js|css|svg)$/;

const entries = await readdir(FOLDER, { recursive: true });
await Promise.all(
  entries
    .filter((name) => COMPRESSIBLE.test(name))
    .map(async (name) => {
      const path = join(FOLDER, name);
      const content = await readFile(path);
      await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
      await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
    }),
);
