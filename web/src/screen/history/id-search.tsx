import { useSignal } from '@preact/signals';
import { api, dataOf } from '../../api/client.ts';
import { go, route } from '../../state/route.ts';
import { withoutFilters } from './history-filter.ts';

/** As the service makes them; a row of a file has its number behind the id of the file. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ROW = /\.\d+$/;

/** Opens the prediction of an id, or lists the rows of a file. */
export function IdSearch() {
  const isWrong = useSignal(false);
  const find = async (event: SubmitEvent) => {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget as HTMLFormElement).get('id')).trim();
    isWrong.value = !UUID.test(id.replace(ROW, ''));
    if (!isWrong.value)
      go('history', { ...withoutFilters(route.value.params), ...(await placeOf(id)) });
  };
  return (
    <form class="filters" onSubmit={find} aria-label="Find by id">
      <label>
        Id of a prediction or a batch
        <input
          name="id"
          required
          spellcheck={false}
          aria-invalid={isWrong.value || undefined}
          aria-describedby="id-fault"
        />
      </label>
      <button type="submit" class="outline small">
        Find
      </button>
      <small id="id-fault" class="fault" role="alert">
        {isWrong.value && 'An id has 36 signs, as in 01a221aa-e51d-71b2-81c8-6bcaf8a1baf9.'}
      </small>
    </form>
  );
}

/** Params that show what an id is of. */
async function placeOf(id: string): Promise<Record<string, string>> {
  if (ROW.test(id)) return { id };
  const query = { batchId: id, limit: 1 };
  const page = await dataOf(api.GET('/history', { params: { query } })).catch(() => null);
  return page?.items.length ? { batchId: id } : { id };
}
