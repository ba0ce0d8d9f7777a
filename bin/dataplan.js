#!/usr/bin/env node
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Where Node can (22.1 and later), compiled code is kept beside the cache of parsed plans.
const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE ?? join(cache, 'dataplan', 'code'));
const { main } = await import('../dist/cli.js');

process.exitCode = await main(process.argv.slice(2));
