// The yardstick P of bench/validate.js: split a file into lines and JSON.parse each, over a reused buffer.
import { openSync, readSync } from 'node:fs';

const file = openSync(process.argv[2], 'r');
const buffer = Buffer.allocUnsafe(2 << 20);
let kept = 0;
let bad = 0;
let events = 0;
for (;;) {
  const read = readSync(file, buffer, kept, 1 << 20, null);
  if (read === 0) break;
  const end = kept + read;
  let from = 0;
  for (let to = buffer.indexOf(10); to >= 0 && to < end; to = buffer.indexOf(10, from)) {
    try {
      if (JSON.parse(buffer.toString('utf8', from, to)).type) events++;
    } catch {
      bad++;
    }
    from = to + 1;
  }
  buffer.copyWithin(0, from, end);
  kept = end - from;
}
console.log(events, bad);
