import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ModelAddress } from './folder.file.js';

/** Something in the model folder that is no model. */
export interface Stray {
  readonly name: string;
  readonly reason: string;
}

/** What there is in a model folder: names in the alphabet, versions from low to high. */
export interface ModelListing {
  readonly models: readonly ModelAddress[];
  readonly strays: readonly Stray[];
}

/** Orders names as people do: 9 before 10. */
export const naturally = new Intl.Collator('en', { numeric: true }).compare;

/**
 * Every `<name>/<version>` below a folder. What begins with a dot is not looked at.
 * @throws Error of the file system when the folder itself cannot be read
 */
export async function findModels(folder: string): Promise<ModelListing> {
  const root = await realpath(folder);
  const found = await Promise.all(
    (await entriesOf(root)).map(({ name }) =>
      findVersions(root, name).catch((error) => strayOf(name, wordsOf(error))),
    ),
  );
  return {
    models: found.flatMap(({ models }) => models),
    strays: found.flatMap(({ strays }) => strays),
  };
}

async function findVersions(root: string, name: string): Promise<ModelListing> {
  const path = await realpath(join(root, name));
  if (!path.startsWith(root + sep)) return strayOf(name, 'leads out of the model folder');
  if (!(await stat(path)).isDirectory()) return strayOf(name, 'is no folder');
  const entries = await entriesOf(path);
  const versions = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
  if (versions.length === 0) return strayOf(name, 'has no version in it');
  return {
    models: versions.map((entry) => ({ name, version: entry.name })),
    strays: entries
      .filter((entry) => !versions.includes(entry))
      .map((entry) => ({ name, reason: `${entry.name} is no version of it` })),
  };
}

async function entriesOf(path: string): Promise<Dirent[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => naturally(a.name, b.name));
}

function strayOf(name: string, reason: string): ModelListing {
  return { models: [], strays: [{ name, reason }] };
}

function wordsOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'is a link that leads nowhere';
  if (code === 'ELOOP') return 'is a link that leads to itself';
  return `cannot be read (${code})`;
}
