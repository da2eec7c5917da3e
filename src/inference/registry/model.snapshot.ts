import type { Caller } from '../../domain/caller.js';
import { Problem } from '../../problem/problem.js';
import type { ModelAddress } from './folder.file.js';
import { naturally, type Stray } from './model.finder.js';
import type { ServedModel } from './served.model.js';

/** A model that is not served, and why. */
export interface RefusedModel extends ModelAddress {
  readonly reason: string;
}

interface Parts {
  /** Names in the alphabet, versions from low to high. */
  readonly served: readonly ServedModel[];
  /** What was refused, or is not proved yet. */
  readonly unserved: readonly RefusedModel[];
  readonly strays: readonly Stray[];
}

const NOTHING: Parts = { served: [], unserved: [], strays: [] };

/** What is served at one moment; it never changes. */
export class ModelSnapshot {
  /** The name that answers when a request names none. */
  private readonly defaultName: string | undefined;
  private readonly names: readonly string[];
  private readonly highest: ReadonlyMap<string, ServedModel>;
  private readonly views = new WeakMap<Caller, ModelSnapshot>();

  /** @param wish `DEFAULT_MODEL` */
  constructor(
    private readonly wish: string | undefined,
    private readonly parts: Parts = NOTHING,
    /** Whether there may be more for others. */
    private readonly isReduced = false,
  ) {
    // Of several of one name the last counts.
    this.highest = new Map(parts.served.map((model) => [model.name, model]));
    this.names = [...this.highest.keys()];
    // Which of several is meant, only a request or the operator can say.
    this.defaultName = wish ?? (this.names.length === 1 ? this.names[0] : undefined);
  }

  /** The same without what a caller does not see. */
  seenBy(caller: Caller): ModelSnapshot {
    if (caller.models === null) return this;
    const known = this.views.get(caller);
    if (known !== undefined) return known;
    const view = this.reduced(caller);
    this.views.set(caller, view);
    return view;
  }

  get served(): readonly ServedModel[] {
    return this.parts.served;
  }

  get unserved(): readonly RefusedModel[] {
    return this.parts.unserved;
  }

  /** The same with a model that is served, in place of the one of its name and version. */
  withServed(model: ServedModel): ModelSnapshot {
    const { served, unserved, strays } = this.parts;
    const all = [...without(served, model), model].sort(
      (a, b) => naturally(a.name, b.name) || naturally(a.version, b.version),
    );
    return new ModelSnapshot(this.wish, {
      served: all,
      unserved: without(unserved, model),
      strays,
    });
  }

  withRefused(...models: readonly RefusedModel[]): ModelSnapshot {
    const kept = models.reduce(without, this.parts.unserved);
    return new ModelSnapshot(this.wish, { ...this.parts, unserved: [...kept, ...models] });
  }

  withStrays(strays: readonly Stray[]): ModelSnapshot {
    return new ModelSnapshot(this.wish, { ...this.parts, strays });
  }

  /** Models that are not served, and with the version null what is no model at all. */
  refused(): (Omit<RefusedModel, 'version'> & { version: string | null })[] {
    const { unserved, strays } = this.parts;
    return [...unserved, ...strays.map((one) => ({ ...one, version: null }))];
  }

  findDefault(): ServedModel | undefined {
    return this.highest.get(this.defaultName ?? '');
  }

  /** What keeps this from being all that should be served; empty when it is. */
  faults(): string[] {
    const { served, unserved } = this.parts;
    const faults = unserved.map(({ name, version, reason }) => `${name}/${version}: ${reason}`);
    if (served.length === 0 && faults.length === 0) {
      faults.push('there is no model in the model folder');
    }
    const { wish } = this;
    if (wish !== undefined && ![...served, ...unserved].some(({ name }) => name === wish)) {
      faults.push(`DEFAULT_MODEL ${wish} is not in the model folder`);
    }
    return faults;
  }

  /**
   * The model to answer with: by default the default model, by default its highest version.
   * @throws Problem `unknown-model`, `model-required`, or `model-not-ready` when it was refused
   */
  find(name = this.defaultName, version?: string): ServedModel {
    const model =
      version === undefined
        ? this.highest.get(name ?? '')
        : this.served.find((one) => one.name === name && one.version === version);
    if (model !== undefined) return model;
    throw name === undefined ? this.choice() : this.absence(name, version);
  }

  private reduced({ seesModel }: Caller): ModelSnapshot {
    const { wish = '', parts } = this;
    const isSeen = ({ name }: { readonly name: string }) => seesModel(name);
    const seen = {
      served: parts.served.filter(isSeen),
      unserved: parts.unserved.filter(isSeen),
      strays: parts.strays.filter(isSeen),
    };
    return new ModelSnapshot(seesModel(wish) ? this.wish : undefined, seen, true);
  }

  private choice(): Problem {
    if (this.names.length === 0 && this.isReduced) {
      return new Problem('unknown-model', 'There is no model that this caller may use.');
    }
    if (this.names.length === 0) return new Problem('model-not-ready', 'No model is served.');
    return new Problem('model-required', `Name one of the models: ${this.names.join(', ')}.`, {
      errors: this.names.map((detail) => ({ code: 'served_model', detail })),
    });
  }

  private absence(name: string, version: string | undefined): Problem {
    const isRefused = this.unserved.some(
      (model) => model.name === name && (version ?? model.version) === model.version,
    );
    const what = `${name}${version === undefined ? '' : `/${version}`}`;
    if (isRefused) return new Problem('model-not-ready', `${what} is not being served`);
    return new Problem('unknown-model', `There is no model ${what}.`);
  }
}

function without<T extends ModelAddress>(models: readonly T[], one: ModelAddress): readonly T[] {
  return models.filter(({ name, version }) => name !== one.name || version !== one.version);
}
