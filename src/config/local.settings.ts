import { availableParallelism } from 'node:os';
import { withPlatform } from './platform.defaults.js';
import { readSettings, type Settings } from './settings.js';

/** What also counts where nobody serves. */
const SHARED = [
  'MODEL_DIR',
  'MODEL_MAX_BYTES',
  'MODEL_LOAD_TIMEOUT_MS',
  'DEFAULT_MODEL',
  'BATCH_WORKERS',
  'BATCH_MAX_RECORD_BYTES',
] as const;

/** As many as lines can be counted. */
const MOST_ROWS = 2 ** 32 - 1;

/**
 * The settings of work on this machine without a server: whoever does it waits for nobody else, so that
 * it has all cores, and no limit on rows.
 * @throws SettingsFault of the variables that count
 */
export function localSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const known = withPlatform(environment);
  const shared = Object.fromEntries(SHARED.map((name) => [name, known[name]]));
  const cores = String(Math.min(64, availableParallelism()));
  const settings = readSettings({ ...shared, BATCH_WORKERS: shared.BATCH_WORKERS || cores });
  return { ...settings, BATCH_MAX_ROWS: MOST_ROWS };
}
