import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The path of a file that the tests run. */
export const file = (name: string): string => fileURLToPath(new URL(`files/${name}`, import.meta.url));

/** Runs Node; returns what it printed. */
export function node(...args: string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
}

/** The first place in a stack trace that lies in a file: `line:column`. */
export function placeIn(name: string, stack: string): string | undefined {
  const line = stack.split('\n').find((text) => text.trim().startsWith('at ') && text.includes(name));
  return line === undefined ? undefined : /:(\d+:\d+)\)?$/.exec(line)?.[1];
}

/** Where, in a text, some part of it begins: `line:column`. */
export function placeOf(part: string, text: string): string {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${before.length}:${before[before.length - 1].length + 1}`;
}
