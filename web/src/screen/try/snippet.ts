import type { Contract } from '../../api/client.ts';
import type { Row } from './form.texts.ts';

export const LANGUAGES = ['curl', 'Python', 'TypeScript'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Code that asks for exactly this row, and records the answer. */
export function snippetOf(language: Language, contract: Contract, row: Row): string {
  const { name: model, version, task } = contract;
  const url = `${location.origin}/predict?${new URLSearchParams({ model, version })}`;
  const said = task === 'regression' ? 'value' : 'label';
  if (language === 'curl') return curlOf(url, row);
  return language === 'Python' ? pythonOf(url, row, said) : typeScriptOf(url, row, said);
}

/** In single quotes a shell reads everything as it is, but for the quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curlOf(url: string, row: Row): string {
  return [
    `curl -X POST ${quoted(url)}`,
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(row, null, 2))}`,
  ].join(' \\\n  ');
}

/** JSON texts and numbers are literals of Python as well; null is not. */
function pythonOf(url: string, row: Row, said: string): string {
  const cells = Object.entries(row).map(
    ([name, value]) =>
      `    ${JSON.stringify(name)}: ${value === null ? 'None' : JSON.stringify(value)},`,
  );
  return `import json
from urllib.request import Request, urlopen

row = {
${cells.join('\n')}
}
request = Request(
    ${JSON.stringify(url)},
    data=json.dumps(row).encode(),
    headers={"Content-Type": "application/json"},
)
with urlopen(request) as response:
    answer = json.load(response)
print(answer["${said}"])`;
}

function typeScriptOf(url: string, row: Row, said: string): string {
  return `const row = ${JSON.stringify(row, null, 2)};
const response = await fetch(${JSON.stringify(url)}, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(row),
});
if (!response.ok) throw new Error(await response.text());
const answer = await response.json();
console.log(answer.${said});`;
}
