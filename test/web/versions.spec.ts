import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { modelFolder } from './support/model.folder.js';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

describe('Versions of a model', () => {
  const folder = modelFolder();
  let harness: PageHarness;
  beforeAll(async () => {
    harness = await PageHarness.open({ MODEL_DIR: folder.path, DEFAULT_MODEL: 'iris' });
  });
  afterAll(async () => {
    await harness.close();
    folder.remove();
  });

  const open = async (hash: string) => new TryPage((await harness.visit(hash)).page);
  const picker = (screen: TryPage, name: string) =>
    screen.page.getByRole('banner').getByLabel(name);

  it('are chosen beside the model', async () => {
    const screen = await open('#/try?model=iris&version=2');
    await screen.shows(/^setosa/);
    expect(await picker(screen, 'Version').inputValue()).toBe('2');
    const options = await picker(screen, 'Version').locator('option').allTextContents();
    expect(options).toEqual(['v1', 'v2', 'v3']);
    await picker(screen, 'Model').selectOption('diabetes');
    await screen.shows(/points$/);
    expect(await picker(screen, 'Version').count()).toBe(0);
    expect(await screen.page.getByRole('banner').innerText()).toContain('v1');
    await screen.page.context().close();
  });

  it('keep what was typed, which another model does not', async () => {
    const screen = await open('#/try?model=iris&version=1');
    await screen.field('petal_width').fill('1.83');
    await screen.whatIf.getByLabel('Feature to vary').selectOption('petal_width');
    await screen.hasUrl('f.petal_width=1.83&sweep=petal_width');
    await picker(screen, 'Version').selectOption('2');
    await screen.hasUrl('version=2');
    expect(await screen.field('petal_width').inputValue()).toBe('1.83');
    expect(await screen.whatIf.getByLabel('Feature to vary').inputValue()).toBe('petal_width');
    await screen.page.goBack();
    expect(await screen.field('petal_width').inputValue()).toBe('1.83');
    await picker(screen, 'Model').selectOption('diabetes');
    await screen.shows(/points$/);
    expect(screen.page.url()).not.toContain('petal_width');
    await screen.page.context().close();
  });

  it('causes no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});
