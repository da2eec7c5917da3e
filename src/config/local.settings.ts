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

const GiB = 1024 ** 3;
/** Rows as many as lines can be counted, bytes as many as there may be. */
const UNLIMITED = {
  BATCH_MAX_ROWS: 2 ** 32 - 1,
  BATCH_MAX_BYTES: 1024 * GiB,
  BATCH_MAX_SHEET_BYTES: 4 * GiB,
};

/**
 * The settings of work on this machine without a server: whoever does it waits for nobody else, so that
 * it has all cores, and no limit on rows and bytes.
 * @throws SettingsFault of the variables that count
 */
export function localSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const known = withPlatform(environment);
  const shared = Object.fromEntries(SHARED.map((name) => [name, known[name]]));
  const cores = String(Math.min(64, availableParallelism()));
  const settings = readSettings({ ...shared, BATCH_WORKERS: shared.BATCH_WORKERS || cores });
  return { ...settings, ...UNLIMITED };
}
