import { models, select, selected } from '../state/model.ts';

/** Chooses a model, and beside it which of its versions. */
export function ModelPicker() {
  const { name, version } = selected.value ?? { name: '', version: '' };
  const versions = models.value.filter((one) => one.name === name);
  const names = new Map(models.value.map((one) => [one.name, one]));
  const isAlone = versions.length < 2;
  return (
    <>
      <label class="inline">
        <span class="visually-hidden">Model</span>
        <select
          value={name}
          disabled={names.size === 0}
          onChange={({ currentTarget: { value } }) => {
            const picked = newest(value);
            if (picked) select(picked);
          }}
        >
          {name === '' && <option value="">No model</option>}
          {[...names.values()].map((one) => (
            <option key={one.name} value={one.name}>
              {one.title === null ? one.name : `${one.title} · ${one.name}`}
            </option>
          ))}
        </select>
      </label>
      {isAlone ? (
        version && <span>v{version}</span>
      ) : (
        <label class="inline">
          <span class="visually-hidden">Version</span>
          <select
            value={version}
            onChange={({ currentTarget: { value } }) => select({ name, version: value })}
          >
            {versions.map((one) => (
              <option key={one.version} value={one.version}>
                v{one.version}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

/** A name alone means its newest version, as in requests. */
const newest = (wanted: string) => models.value.findLast(({ name }) => name === wanted);
