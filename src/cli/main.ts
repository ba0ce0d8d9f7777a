import { nodeSystem } from '../system/node.ts';
import { run } from './run.ts';

/** argv → exit code, on this machine. */
export function main(argv: readonly string[]): Promise<number> {
  return run(argv, nodeSystem());
}
