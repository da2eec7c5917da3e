import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readContract } from './contract.reader.js';
import type { ModelContract } from './model.contract.js';
import { ModelFault } from './model.fault.js';

/** A model's name and version, as its folders say. */
export interface ModelAddress {
  readonly name: string;
  readonly version: string;
}

/** The files of one model, checked against each other; the graph itself is not loaded yet. */
export interface ModelFiles {
  readonly contract: ModelContract;
  /** Text of golden.json. */
  readonly golden: string;
  readonly bytes: SharedArrayBuffer;
  readonly card: string | null;
}

const naturally = new Intl.Collator('en', { numeric: true }).compare;

/** Every `<name>/<version>` below a folder: names in the alphabet, versions from low to high. */
export async function findModels(folder: string): Promise<ModelAddress[]> {
  const addresses: ModelAddress[] = [];
  for (const name of await findFolders(folder)) {
    for (const version of await findFolders(join(folder, name))) addresses.push({ name, version });
  }
  return addresses;
}

/** @throws ModelFault naming the file and field that is missing or contradicts another */
export async function readModel(
  folder: string,
  { name, version }: ModelAddress,
): Promise<ModelFiles> {
  const path = join(folder, name, version);
  const contract = readContract(String(await readPart(path, 'model.json')));
  verifyAddress(contract, { name, version });
  const graph = await readPart(path, 'model.onnx');
  verifyDigest(contract, graph);
  const golden = String(await readPart(path, 'golden.json'));
  const card = await readFile(join(path, 'README.md'), 'utf8').catch(() => null);
  return { contract, golden, bytes: share(graph), card };
}

async function findFolders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.startsWith('.') && !entry.isFile())
    .map((entry) => entry.name)
    .sort(naturally);
}

async function readPart(path: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(path, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const detail = code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
    throw new ModelFault(file, null, detail, { cause: error });
  }
}

function verifyAddress(contract: ModelContract, { name, version }: ModelAddress): void {
  if (contract.name !== name) {
    throw new ModelFault('model.json', '/name', `is ${contract.name}, its folder is ${name}`);
  }
  if (contract.version !== version) {
    throw new ModelFault(
      'model.json',
      '/version',
      `is ${contract.version}, its folder is ${version}`,
    );
  }
}

function verifyDigest(contract: ModelContract, graph: Uint8Array): void {
  const digest = createHash('sha256').update(graph).digest('hex');
  if (digest !== contract.sha256) {
    throw new ModelFault(
      'model.json',
      '/sha256',
      `is ${contract.sha256}, model.onnx has ${digest}`,
    );
  }
}

function share(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}
