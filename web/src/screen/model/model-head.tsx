import { type Contract, featuresOf } from '../../api/client.ts';
import { CopyButton } from '../../part/copy-button.tsx';
import { DownloadLink } from '../../part/download-link.tsx';
import { countText } from '../../part/number.text.ts';

/** Under this name the graph looks for them. */
const DATA_FILE = 'model.onnx.data';

/** Which model this is, that it was checked, and how to take it along. */
export function ModelHead({ contract }: { contract: Contract }) {
  const { name, version, title, description, task, digest, golden, files } = contract;
  const place = `/models/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;
  return (
    <header class="head">
      <h1>{title ?? name}</h1>
      <p>{description}</p>
      <ul class="row tags">
        <li>
          {name} version {version}
        </li>
        <li>{task}</li>
        <li>{countText(featuresOf(contract).length)} features</li>
      </ul>
      <p class="note good">
        {golden.vectors === 0
          ? 'There were no golden vectors to replay at the start.'
          : `${countText(golden.vectors)} golden vectors were replayed at the start: the model gives the answers that its trainer recorded.`}
      </p>
      <div class="row">
        <DownloadLink class="get" href={place} name={`${name}-${version}.json`}>
          Download contract (JSON)
        </DownloadLink>
        <DownloadLink class="get" href={`${place}/model.onnx`} name={`${name}-${version}.onnx`}>
          Download graph (ONNX)
        </DownloadLink>
        {files.includes(DATA_FILE) ? (
          <DownloadLink class="get" href={`${place}/${DATA_FILE}`} name={DATA_FILE}>
            Download weights of the graph
          </DownloadLink>
        ) : null}
      </div>
      <div class="row digest">
        <span>
          Digest <code>{digest}</code>
        </span>
        <CopyButton text={() => digest} label="Copy digest" />
      </div>
    </header>
  );
}
