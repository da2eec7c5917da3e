import { readFileSync } from 'node:fs';
import { SOURCES_FILE, sourcesDigest } from '../../build/sources.js';

/** Refuses to test another build than that of the present sources: most specs drive `dist`. */
export default function expectFreshBuild() {
  let built = null;
  try {
    built = readFileSync(SOURCES_FILE, 'utf8').trim();
  } catch {
    // Nothing was built, or not as a whole.
  }
  if (built === sourcesDigest()) return;
  const state =
    built === null ? 'is not there, or not whole' : 'was not built from src as it is now';
  throw new Error(`dist ${state}, and the tests drive it: run \`npm run build\` before.`);
}
