import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the build writes down what it was made of. */
export const SOURCES_FILE = 'dist/sources.sha256';

/** What is for tests alone: the build leaves it out (tsconfig.build.json). */
const FOR_TESTS = /\.(spec|fixture)\.|^storage\/contract\//;

/** A digest of everything that is built. Times would differ after a copy or a change of branches. */
export function sourcesDigest(folder = 'src') {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(ts|json)$/.test(name) && !FOR_TESTS.test(name))
    .sort();
  for (const name of names) {
    const content = readFileSync(join(folder, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
