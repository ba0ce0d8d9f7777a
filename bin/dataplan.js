#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';

// Where Node can (22.1 and later), compiled code is kept beside the parsed plans, once those have made the folder:
// Node 24 never comes back from a folder that cannot be made.
const { XDG_CACHE_HOME, HOME, LOCALAPPDATA } = process.env;
const cache = XDG_CACHE_HOME || (HOME ? join(HOME, '.cache') : LOCALAPPDATA);
if (cache && existsSync(join(cache, 'dataplan')))
  module.enableCompileCache?.(join(cache, 'dataplan', 'code'));
const { main } = await import('../dist/cli.js');

process.exitCode = await main(process.argv.slice(2));
