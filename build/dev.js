import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';

/*
 * `npm run dev` loads this before the service, which the compiler has emptied `dist` for. It brings
 * what else the build makes: the program that proves models, where the bundle has it, and the page.
 */
if (!existsSync('dist/proof.worker.js')) {
  writeFileSync('dist/proof.worker.js', "import './inference/registry/proof.worker.js';\n");
}
if (!existsSync('dist/web')) {
  spawnSync('npm', ['run', '--silent', 'build:web'], { stdio: 'inherit' });
}
