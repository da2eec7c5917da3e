import { readContract } from '../contract/contract.reader.js';
import type { ModelContract } from '../contract/model.contract.js';
import { ModelFault } from '../contract/model.fault.js';
import { type ModelAddress, readPart } from './folder.file.js';

/** What is written about a model; its graph is not read yet. */
export interface ModelTexts {
  readonly contract: ModelContract;
  /** Text of golden.json. */
  readonly golden: string;
  readonly card: string | null;
}

const MiB = 1024 * 1024;
/** Texts are held in memory, and the contract and the card are sent to browsers. */
const MOST_BYTES = { 'model.json': 8 * MiB, 'golden.json': 64 * MiB, 'README.md': MiB } as const;

/** @throws ModelFault naming the file and field that is missing or contradicts another */
export async function readTexts(folder: string, address: ModelAddress): Promise<ModelTexts> {
  const read = async (file: keyof typeof MOST_BYTES) => {
    const bytes = await readPart(folder, address, file, MOST_BYTES[file]);
    return bytes && String(bytes);
  };
  const contract = readContract(required('model.json', await read('model.json')));
  verifyAddress(contract, address);
  const golden = required('golden.json', await read('golden.json'));
  return { contract, golden, card: await read('README.md') };
}

function required(file: string, text: string | null): string {
  if (text === null) throw new ModelFault(file, null, 'is missing');
  return text;
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
