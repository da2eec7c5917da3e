import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { ApiProblem } from '../api/client.ts';
import type { Transfer } from '../api/file.transfer.ts';
import { key } from '../api/key.ts';
import { announce } from '../state/status.ts';
import { bytesText } from './bytes.text.ts';
import { download } from './file.download.ts';
import { ProblemNote } from './problem-note.tsx';

interface DownloadLinkProps {
  readonly href: string;
  /** Under which the browser saves it. */
  readonly name: string;
  /** Media type to ask for, where it is not what a link is given. */
  readonly accept?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

type FetchedProps = DownloadLinkProps & { readonly accept: string };

/** A file of the service: a plain link where that is enough, else read with the key of the tab. */
export function DownloadLink({ accept, ...props }: DownloadLinkProps) {
  if (key.value === null && accept === undefined) {
    return (
      <a href={props.href} download={props.name} class={props.class}>
        {props.children}
      </a>
    );
  }
  return <Fetched {...props} accept={accept ?? '*/*'} />;
}

/** It goes on when somebody looks at another screen, as that of a link does. */
function Fetched({ href, name, accept, class: look, children }: FetchedProps) {
  const running = useSignal<Transfer<void> | null>(null);
  const bytes = useSignal(0);
  const problem = useSignal<ApiProblem | null>(null);
  const start = async () => {
    if (running.value !== null) return;
    problem.value = null;
    bytes.value = 0;
    running.value = download(href, { name, accept, onBytes: (count) => (bytes.value = count) });
    announce(`Reading ${name}`);
    try {
      await running.value.answer;
      announce(`${name} was handed to the browser`);
    } catch (error) {
      problem.value = error as ApiProblem;
    }
    running.value = null;
  };
  const stop = () => {
    running.value?.stop();
    running.value = null;
    announce(`${name} was given up`);
  };
  return (
    <>
      <button type="button" class={look} aria-disabled={running.value !== null} onClick={start}>
        {children}
      </button>
      {running.value && (
        <span class="row">
          <small>{bytesText(bytes.value)}</small>
          <button type="button" class="outline small" aria-label={`Cancel ${name}`} onClick={stop}>
            Cancel
          </button>
        </span>
      )}
      {problem.value && <ProblemNote problem={problem.value} />}
    </>
  );
}
