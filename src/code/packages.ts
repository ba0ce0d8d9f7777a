import type { Files } from '../system/system.ts';
import type { HeldSources } from './read-sources.ts';

/** Files of one package that are worth reading for the constants in it. */
const MAX_FILES = 400;

/** Reads installed packages that event names are imported from: their declarations, else their code. */
export async function readPackages(
  names: readonly string[],
  sources: HeldSources,
  files: Files,
  root: string,
): Promise<boolean> {
  const before = sources.paths.length;
  for (const name of names) {
    const [scope = '', rest = ''] = name.split('/');
    const folder = `node_modules/${scope.startsWith('@') ? `${scope}/${rest}` : scope}`;
    if (!/^node_modules\/(?:@[\w.-]+\/)?[\w.-]+$/.test(folder)) continue;
    if ((await files.stat(`${root}/${folder}/package.json`)) === null) continue;
    const declarations = await files.glob(['**/*.d.ts', '**/*.d.mts', '**/*.d.cts', '!node_modules/**'], {
      cwd: `${root}/${folder}`,
    });
    const found =
      declarations.length > 0
        ? declarations
        : await files.glob(['**/*.{js,mjs,cjs}', '!node_modules/**'], { cwd: `${root}/${folder}` });
    const wanted = ['package.json', ...found.slice(0, MAX_FILES)].map((path) => `${folder}/${path}`);
    await sources.read(
      files,
      root,
      wanted.filter((path) => !sources.has(path)),
    );
  }
  return sources.paths.length > before;
}
