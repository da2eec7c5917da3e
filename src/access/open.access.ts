import { type Settings, SettingsFault } from '../config/settings.js';
import { AccessControl } from './access.control.js';
import { KeyRing } from './key.ring.js';
import type { TokenVerifier } from './oidc/token.verifier.js';

/**
 * Whoever may, as the settings say.
 * @throws SettingsFault when the file of keys cannot be used
 */
export async function openAccess(settings: Settings): Promise<AccessControl> {
  if (settings.ACCESS === 'open') return AccessControl.OPEN;
  const { ACCESS_KEYS_FILE: path } = settings;
  return new AccessControl(path === undefined ? null : openKeys(path), await verifierFor(settings));
}

/** What verifies tokens is loaded only where there are any. */
async function verifierFor(settings: Settings): Promise<TokenVerifier | null> {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience = '' } = settings;
  if (issuer === undefined) return null;
  const { TokenVerifier } = await import('./oidc/token.verifier.js');
  return new TokenVerifier({ issuer, audience, scopeClaim: settings.OIDC_SCOPE_CLAIM });
}

function openKeys(path: string): KeyRing {
  try {
    return new KeyRing(path);
  } catch (error) {
    throw new SettingsFault(`ACCESS_KEYS_FILE ${path} cannot be used: ${(error as Error).message}`);
  }
}
