import { readSettings } from './settings.js';
import { settingsVariables } from './settings.schema.js';

/** All settings as a Markdown page; `tabserve serve --help` prints it, docs/configuration.md keeps it. */
export function settingsDocument(): string {
  const defaults = readSettings({}) as Readonly<Record<string, unknown>>;
  const rows = Object.entries(settingsVariables).map(([name, schema]) => {
    const fallback = String(defaults[name] ?? '');
    return `| \`${name}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${schema.description} |`;
  });
  return `# Configuration

Tabserve reads environment variables, once, at start. Faults are listed all at once and the process
exits with 2. An empty variable counts as not set. This page is what \`tabserve serve --help\` prints.

Where \`/opt/ml/model\` is there (Amazon SageMaker), other defaults apply: \`HOST=0.0.0.0\`, \`PORT\` is
\`SAGEMAKER_BIND_TO_PORT\` or 8080, \`MODEL_DIR=/opt/ml/model\`, \`HISTORY_URL=sqlite:/tmp/history.sqlite\`,
and \`ACCESS=open\`, since IAM decides who may.

| variable | default | meaning |
| --- | --- | --- |
${rows.join('\n')}
`;
}
