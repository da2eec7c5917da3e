import type { ModelAddress } from './folder.file.js';
import type { ModelProof } from './model.proof.js';

/** What a process is to prove. */
export interface ProofTask {
  readonly folder: string;
  /** Most bytes of a graph with its data. */
  readonly maxBytes: number;
  readonly addresses: readonly ModelAddress[];
  /** How long each of them may take. */
  readonly limitMs: number;
}

/** What a process that proves models has to say: that it begins with one, then what became of it. */
export type ProofMessage =
  | { readonly begun: ModelAddress }
  | { readonly proved: ModelAddress; readonly proof: ModelProof }
  | { readonly refused: ModelAddress; readonly reason: string };
