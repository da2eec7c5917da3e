import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyModel, editJson } from '../../support/model.copy.js';
import { FIXTURE_DIR, MODEL_DIR, temporaryFolder } from '../../support/test.app.js';

export const MODELS = ['iris', 'diabetes', 'penguins-mixed', 'wine-gb'] as const;

/** A card of everything that is shown, and of what must not run or lead away. */
const CARD = `### Use

A flower's *species*, **not** its \`price_in_eur\`; snake_case_name and 2 * 3 * 4 stay.
Read [the paper](https://example.org/paper) or write to <mailto:a@example.org>.
<script>globalThis.wasRun = true</script> <img src=x onerror="globalThis.wasRun = true">
[run](javascript:globalThis.wasRun=true) [file](golden.json) ![a flower](https://example.org/a.png)

###### Deep

1. first
2. second
   - nested **bold**

# High

\`\`\`sh
echo "<b>as it is</b>"
\`\`\`

| left | right |
| --- | --: |
| a \\| b | \`c\` |
`;

/** All models, and more versions of iris: 2 has an odd card and odd metrics, 3 has next to nothing. */
export function modelFolder() {
  const folder = temporaryFolder();
  for (const name of MODELS)
    copyModel(folder.path, { from: name === 'iris' ? MODEL_DIR : FIXTURE_DIR, name });
  for (const version of ['2', '3'])
    copyModel(folder.path, { from: MODEL_DIR, name: 'iris', version });
  writeFileSync(join(folder.path, 'iris/2/README.md'), CARD);
  const metrics = {
    logLoss: 0.25,
    folds: [0.9, 0.95],
    confusionMatrix: 'see the paper',
    tuning: { grid: [{ depth: 3 }], done: true },
  };
  editJson(folder.path, 'iris', 'model.json', (file) => Object.assign(file, { metrics }), '2');
  rmSync(join(folder.path, 'iris/3/README.md'));
  editJson(folder.path, 'iris', 'model.json', bare, '3');
  return folder;
}

/** Leaves what a contract must have. */
function bare(contract: Record<string, unknown>): void {
  for (const key of ['title', 'description', 'metrics', 'examples', 'provenance'])
    delete contract[key];
  for (const { features } of contract.inputs as { features: Record<string, unknown>[] }[])
    for (const feature of features)
      for (const key of Object.keys(feature))
        if (key !== 'name' && key !== 'dtype') delete feature[key];
}
