import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = ['@nestjs/core', 'fastify', 'onnxruntime-node', 'libsql', 'mongoose'];

/** Of Tabserve and of what its speed depends on. */
export function versions(): Record<string, string> {
  const folders = PACKAGES.map((name) => [name, join('node_modules', name)] as const);
  const all = [['tabserve', '.'] as const, ...folders];
  return Object.fromEntries(all.map(([name, folder]) => [name, versionIn(folder)]));
}

function versionIn(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
