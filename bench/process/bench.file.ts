import { fileURLToPath } from 'node:url';

/** The compiled file of a part of the bench, as `limit/echo.server.js`. */
export function benchFile(name: string): string {
  return fileURLToPath(new URL(`../${name}`, import.meta.url));
}
