import { type Outcome, type Run } from './notebook.js';
export default function notebook({ epochs, print, progress, figure }: Run): Outcome;
