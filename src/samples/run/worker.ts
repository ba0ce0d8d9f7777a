// The entry of a worker thread: checks the parts of files that it is given, and at the end says what it found.
import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../../system/errors.ts';
import { nodeSystem } from '../../system/node.ts';
import { asUtf8, decompress } from '../read/bytes.ts';
import { LineParser } from '../read/line-parser.ts';
import { openWhole } from '../read/source.ts';
import type { FromWorker, Job, ToWorker, WorkerData } from './protocol.ts';
import { feed } from './read-source.ts';
import { Stream } from './stream.ts';
import { Watching } from './watching.ts';

const port = parentPort;
if (port) {
  const { setup }: WorkerData = workerData;
  const system = nodeSystem();
  const parser = new LineParser();
  const stream = new Stream(setup, await Watching.start(setup, parser.texts), parser);
  const flushAt = 1 << 20;
  let written: (() => void) | null = null;
  const say = (message: FromWorker) => port.postMessage(message);

  const flush = async (job: Job): Promise<void> => {
    if (stream.waiting === 0) return;
    const pieces = stream.take();
    await new Promise<void>((resolve) => {
      written = resolve;
      say({ kind: 'pieces', job: job.id, pieces });
    });
  };

  const work = async (job: Job): Promise<void> => {
    stream.open(job.source);
    const chunks = job.range
      ? system.files.stream(job.path, job.range)
      : asUtf8(decompress(system.files.stream(job.path), await openWhole(system, job.path)));
    await feed(stream, system.files, {
      path: job.path,
      chunks: job.range?.start === 0 ? asUtf8(chunks) : chunks,
      shape: job.shape,
      maxRecord: setup.maxRecord,
      firstLine: job.firstLine,
      columns: job.columns,
      progress: (bytes) => {
        say({ kind: 'progress', bytes });
        return stream.waiting >= (setup.each ? 1 : flushAt) ? flush(job) : undefined;
      },
    });
    stream.close();
    await flush(job);
    say({ kind: 'done', job: job.id });
  };

  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'job':
        work(message.job).catch((error: unknown) => {
          const known = error instanceof Error ? error : new Error(String(error));
          say({
            kind: 'failed',
            message: known.message,
            stack: known.stack ?? '',
            usage: known instanceof UsageError,
          });
        });
        break;
      case 'ack':
        written?.();
        break;
      case 'stop':
        stream.stop();
        break;
      case 'end':
        say({ kind: 'partial', partial: stream.saveAll() });
        port.close();
        break;
    }
  });
}
