import { kindOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import type { Row } from './form.texts.ts';

export const LANGUAGES = ['curl', 'Python', 'TypeScript'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Code that asks for exactly this row, and records the answer.
 * @param isKeyed whether the service asks for a key; the code takes it from the environment
 */
export function snippetOf(
  language: Language,
  contract: Contract,
  row: Row,
  isKeyed: boolean,
): string {
  const { name: model, version } = contract;
  const url = `${location.origin}/predict?${new URLSearchParams({ model, version })}`;
  const said = kindOf(contract).member;
  if (language === 'curl') return curlOf(url, row, isKeyed);
  const codeOf = language === 'Python' ? pythonOf : typeScriptOf;
  return codeOf(url, row, said, isKeyed);
}

/** In single quotes a shell reads everything as it is, but for the quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curlOf(url: string, row: Row, isKeyed: boolean): string {
  return [
    `curl -X POST ${quoted(url)}`,
    // In double quotes, so that the shell puts the key there.
    ...(isKeyed ? ['-H "Authorization: Bearer $TABSERVE_KEY"'] : []),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(row, null, 2))}`,
  ].join(' \\\n  ');
}

/** JSON texts and numbers are literals of Python as well. */
function pythonOf(url: string, row: Row, said: string, isKeyed: boolean): string {
  const cells = Object.entries(row).map(
    ([name, value]) =>
      `    ${JSON.stringify(name)}: ${PYTHON.get(value) ?? JSON.stringify(value)},`,
  );
  const bearer = `f"Bearer {os.environ['TABSERVE_KEY']}"`;
  const key = isKeyed ? `\n        "Authorization": ${bearer},` : '';
  return `import json${isKeyed ? '\nimport os' : ''}
from urllib.request import Request, urlopen

row = {
${cells.join('\n')}
}
request = Request(
    ${JSON.stringify(url)},
    data=json.dumps(row).encode(),
    headers={${key}"Content-Type": "application/json"},
)
with urlopen(request) as response:
    answer = json.load(response)
print(answer["${said}"])`;
}

const PYTHON: ReadonlyMap<unknown, string> = new Map([
  [null, 'None'],
  [true, 'True'],
  [false, 'False'],
]);

function typeScriptOf(url: string, row: Row, said: string, isKeyed: boolean): string {
  const key = isKeyed ? ` Authorization: \`Bearer \${process.env.TABSERVE_KEY}\`,` : '';
  return `const row = ${JSON.stringify(row, null, 2)};
const response = await fetch(${JSON.stringify(url)}, {
  method: 'POST',
  headers: {${key} 'Content-Type': 'application/json' },
  body: JSON.stringify(row),
});
if (!response.ok) throw new Error(await response.text());
const answer = await response.json();
console.log(answer.${said});`;
}
