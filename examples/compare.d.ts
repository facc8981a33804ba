import type { Outcome } from './notebook.js';
/** A paragraph that says how a run's numbers compare with what PyTorch printed for the same seed. */
export declare function compare(name: string, seed: number, lines: readonly string[], outcome: Outcome): string;
