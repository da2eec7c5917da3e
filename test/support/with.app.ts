import { startApp, type TestApp, temporaryFolder } from './test.app.js';

/** Runs a test on an application of its own, which is closed whatever becomes of the test. */
export async function withApp(
  environment: Record<string, string>,
  test: (app: TestApp) => Promise<unknown>,
): Promise<void> {
  const app = await startApp(environment);
  try {
    await test(app);
  } finally {
    await app.close();
  }
}

/** The same on a folder of models that `prepare` fills. */
export async function withModels(
  prepare: (folder: string) => void,
  environment: Record<string, string>,
  test: (app: TestApp, folder: string) => Promise<unknown>,
): Promise<void> {
  const folder = temporaryFolder();
  try {
    prepare(folder.path);
    await withApp({ MODEL_DIR: folder.path, ...environment }, (app) => test(app, folder.path));
  } finally {
    folder.remove();
  }
}
