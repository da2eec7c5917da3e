import { type SettingsShape, settingsSchema } from './settings.schema.js';

/** The environment does not make sense; the message has one line per fault, never a value. */
export class SettingsFault extends Error {}

/** Injection token and type of the validated environment. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: injection needs a class, the shape comes from the schema
export abstract class Settings {}
export interface Settings extends Readonly<SettingsShape> {}

/**
 * Validates the environment once.
 * @throws SettingsFault that lists every fault; values are left out because they may be secrets.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const present = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const result = settingsSchema.safeParse(Object.fromEntries(present));
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new SettingsFault(`The configuration has faults:\n${lines.join('\n')}`);
}
