import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { SOURCES_FILE, sourcesDigest } from './sources.js';

/*
 * Node reads 2,400 small files for this program and its packages, which is most of a start.
 * So `dist/main.js` becomes one file of all of them, less what they do not use, with the stores in
 * files beside it, as are the programs of other processes and of the threads that score. The compiler's other
 * files stay as they are: tests load them, and the thread that writes.
 * docs/decisions/0009-one-file-to-start.md says what to mind.
 */
const DIST = resolve('dist');
const RXJS = resolve('node_modules/rxjs/dist/esm');

/** Packages that are native, that start threads of their own files, or that patch the language. */
const APART = ['libsql', 'mongoose', 'onnxruntime-node', 'pino', 'piscina', 'reflect-metadata'];

/** What is imported at run time may be missing or unwanted: Node looks for it then, as ever. */
const latePackages = {
  name: 'late packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : null,
    );
  },
};

/** A module goes on finding the files beside it, although its code has moved to `dist`. */
const oldPlaces = {
  name: 'old places',
  setup({ onLoad }) {
    onLoad({ filter: /\.m?js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      if (!code.includes('import.meta.url')) return null;
      const place = `new URL(${JSON.stringify(relative(DIST, path))}, import.meta.url).href`;
      return { contents: code.replaceAll('import.meta.url', place) };
    });
  },
};

await build({
  entryPoints: {
    main: join(DIST, 'main.js'),
    'proof.worker': join(DIST, 'inference/registry/proof.worker.js'),
    'scoring.worker': join(DIST, 'scoring/threads/scoring.worker.js'),
    'unpack.worker': join(DIST, 'scoring/unpack/unpack.worker.js'),
  },
  outdir: DIST,
  allowOverwrite: true,
  chunkNames: 'bundle-[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // ES modules where a package has them: only of those can be left out what nothing uses.
  mainFields: ['module', 'main'],
  alias: { 'rxjs/operators': join(RXJS, 'operators/index.js'), rxjs: join(RXJS, 'index.js') },
  external: APART,
  plugins: [latePackages, oldPlaces],
  // What CommonJS packages ask Node's own modules with.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
  // Nest calls providers, and the log its contexts, by the names of their classes.
  keepNames: true,
  sourcemap: true,
  logLevel: 'warning',
  // The OpenAPI plugin writes an enum twice; the second one counts, as before.
  logOverride: { 'duplicate-object-key': 'silent' },
});

// It is the command `tabserve`, too.
await chmod(join(DIST, 'main.js'), 0o755);

// Tests refuse a build of other sources.
await writeFile(SOURCES_FILE, `${sourcesDigest()}\n`);
