import { setTimeout as sleep } from 'node:timers/promises';
import type { Files } from '../../system/system.ts';

const everyMs = 250;

/** A file that grows: what is there, then what is added, until `stopped`. A file that got shorter is read anew. */
export async function* follow(files: Files, path: string, stopped: () => boolean): AsyncIterable<Uint8Array> {
  let at = 0;
  while (!stopped()) {
    const size = (await files.stat(path))?.size ?? 0;
    if (size < at) at = 0;
    if (size === at) {
      await sleep(everyMs);
      continue;
    }
    for await (const chunk of files.stream(path, { start: at, end: size })) {
      at += chunk.length;
      yield chunk;
      if (stopped()) return;
    }
  }
}
