#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';

// Where Node can (22.1 and later), compiled code is kept beside the cache of parsed plans. Node 24 never comes back
// from a folder that cannot be made, so one above it has to be there.
const { XDG_CACHE_HOME, HOME, LOCALAPPDATA } = process.env;
const cache = XDG_CACHE_HOME || (HOME ? join(HOME, '.cache') : LOCALAPPDATA);
if (cache && existsSync(dirname(cache))) module.enableCompileCache?.(join(cache, 'dataplan', 'code'));
const { main } = await import('../dist/cli.js');

process.exitCode = await main(process.argv.slice(2));
