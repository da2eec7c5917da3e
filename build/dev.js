import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';

/*
 * `npm run dev` loads this before the service, which the compiler has emptied `dist` for. It brings
 * what else the build makes: the programs of other processes and threads, where the bundle has them, and the page.
 */
const programs = {
  'dist/proof.worker.js': './inference/registry/proof.worker.js',
  'dist/scoring.worker.js': './scoring/threads/scoring.worker.js',
  'dist/unpack.worker.js': './scoring/unpack/unpack.worker.js',
};
for (const [place, program] of Object.entries(programs)) {
  if (!existsSync(place)) writeFileSync(place, `export * from '${program}';\n`);
}
if (!existsSync('dist/web')) {
  spawnSync('npm', ['run', '--silent', 'build:web'], { stdio: 'inherit' });
}
