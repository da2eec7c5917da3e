import { resolve } from 'node:path';
import { benchFile } from './bench.file.js';
import { type ServerProcess, startServer } from './server.process.js';

/** The built service with the bundled model and its default settings. */
export function startService(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  return startServer({
    script: resolve('dist/main.js'),
    readyPath: '/health/ready',
    folder,
    environment: { DEFAULT_MODEL: 'iris', ...environment },
  });
}

/** A bare `node:http` server that answers the JSON it was sent. */
export function startEcho(folder: string): Promise<ServerProcess> {
  return startServer({ script: benchFile('limit/echo.server.js'), readyPath: '/', folder });
}

/** A bare Nest on Fastify with one route. */
export function startHello(folder: string): Promise<ServerProcess> {
  return startServer({ script: benchFile('limit/hello.server.js'), readyPath: '/', folder });
}
