import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { transform } from '@swc/core';

// Lets a child process run TypeScript: loaded with --import it registers itself as a loader.
if (!import.meta.url.includes('?')) register(`${import.meta.url}?hooks`);

const OPTIONS = {
  swcrc: false,
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
};

export async function resolve(specifier, context, next) {
  const isOurs = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
  return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transform(await readFile(new URL(url), 'utf8'), OPTIONS);
  return { format: 'module', source: code, shortCircuit: true };
}
