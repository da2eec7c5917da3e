import { type Settings, SettingsFault } from '../config/settings.js';
import { AccessControl } from './access.control.js';
import { KeyRing } from './key.ring.js';

/**
 * Whoever may, as the settings say.
 * @throws SettingsFault when the file of keys cannot be used
 */
export async function openAccess(settings: Settings): Promise<AccessControl> {
  if (settings.ACCESS === 'open') return AccessControl.OPEN;
  const { ACCESS_KEYS_FILE: path } = settings;
  return new AccessControl(path === undefined ? null : openKeys(path), null);
}

function openKeys(path: string): KeyRing {
  try {
    return new KeyRing(path);
  } catch (error) {
    throw new SettingsFault(`ACCESS_KEYS_FILE ${path} cannot be used: ${(error as Error).message}`);
  }
}
