import type { contract } from './model.ts';

/** Every screen is given the contract of the selected model. */
export interface ScreenProps {
  readonly contract: NonNullable<typeof contract.value>;
}
