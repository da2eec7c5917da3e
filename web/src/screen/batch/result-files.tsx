import { bytesText } from '../../part/bytes.text.ts';
import { DownloadLink } from '../../part/download-link.tsx';
import { saveBlob } from '../../part/file.download.ts';
import { may } from '../../state/access.ts';
import { hashOf, route } from '../../state/route.ts';
import type { AnswerFile, BatchResult } from './batch.result.ts';

/** Where the answers are: the file with its predictions, and the history. */
export function ResultFiles({
  result: { answer, links, batchId, model },
}: {
  result: BatchResult;
}) {
  const isReadable = may('history:read');
  return (
    <>
      <div class="row files">
        {answer === null ? null : <SaveAnswer answer={answer} />}
        {answer === null && links !== null ? (
          <DownloadLink class="link" href={links.results} name={`${model.name}-${batchId}.csv`}>
            Download the results as CSV
          </DownloadLink>
        ) : null}
        {batchId !== null && isReadable ? (
          <a href={historyOf(batchId)}>Show the rows in the history</a>
        ) : null}
      </div>
      {isReadable ? null : (
        <p class="muted">This key may not read the history, where each row’s answer is kept.</p>
      )}
    </>
  );
}

function SaveAnswer({ answer: { name, body } }: { answer: AnswerFile }) {
  return (
    <button type="button" class="save" onClick={() => saveBlob(name, body)}>
      Download your file with predictions <small>{bytesText(body.size)}</small>
    </button>
  );
}

function historyOf(batchId: string): string {
  const { model, version } = route.value.params;
  const params = { ...(model ? { model } : {}), ...(version ? { version } : {}), batchId };
  return hashOf({ screen: 'history', params });
}
