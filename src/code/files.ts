import type { NotChecked } from '../findings/report.ts';
import type { Files } from '../system/system.ts';

/** What is read: TypeScript, JavaScript and single-file components. */
const READ = new Set(['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte']);

/** What holds instrumentation too, and is not read: counted and named, never passed over as clean. */
const UNREAD = new Map<string, string>(
  Object.entries({
    swift: 'Swift',
    m: 'Objective-C',
    mm: 'Objective-C',
    kt: 'Kotlin',
    kts: 'Kotlin',
    java: 'Java',
    dart: 'Dart',
    go: 'Go',
    py: 'Python',
    rb: 'Ruby',
    php: 'PHP',
    cs: 'C#',
    rs: 'Rust',
    scala: 'Scala',
    ex: 'Elixir',
    astro: 'Astro',
  }),
);

/** Folders that hold no source of the project; hidden ones never do. */
const SKIPPED = new Set(['node_modules', 'bower_components', 'coverage', 'storybook-static']);
/** Folders that are built, but among sources are called after what they are about. */
const BUILT = new Set(['dist', 'build', 'out', 'vendor']);

const MANIFEST = /(?:^|\/)(?:package|[tj]sconfig[^/]*)\.json$/;

/** Tests, stories, mocks and generated code: they call, but nobody's events come from there. */
const ASIDE =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|cypress|playwright|mocks?|fixtures?|test-(?:files|data|helpers?)|stories|\.storybook|test-utils?)\/|[.-](?:test|tests|spec|specs|stories|story|mock|mocks|e2e|cy|jest|vitest|bench|min|bundle)\.\w+$|(?:^|\/)(?:tests?|specs?)\.\w+$|\.d\.[cm]?ts$|(?:^|\/)(?:jest|vitest|playwright|cypress|webpack|rollup|vite|eslint|prettier|babel|tailwind|postcss)\.(?:config|setup)\.\w+$/;

export const GENERATED = /(?:^|\/)(?:__generated__|generated)\/|[.-](?:generated|gen)\.\w+$/;

/** The project's files. */
export interface Selection {
  /** All that resolution may read, sorted, relative to the root. */
  readonly paths: readonly string[];
  /** Those in which call sites are looked for. */
  readonly scanned: readonly string[];
  /** Generated code: its calls are nobody's, but the clients in it are called. */
  readonly generated: readonly string[];
  readonly notChecked: readonly NotChecked[];
}

/**
 * Lists a project. `within` narrows what is scanned, not what imports may lead to; `counted` says where files in
 * other languages are worth a word.
 */
export async function selectFiles(
  files: Files,
  root: string,
  within: (path: string) => boolean,
  tests = false,
  counted: (path: string) => boolean = within,
): Promise<Selection> {
  const found = await files.list(
    root,
    (path, name) => SKIPPED.has(name) || (BUILT.has(name) && !/(?:^|\/)(?:src|source)\//.test(path)),
  );
  const paths: string[] = [];
  const scanned: string[] = [];
  const generated: string[] = [];
  const counts = new Map<string, number>();
  for (const path of found) {
    const extension = path.slice(path.lastIndexOf('.') + 1);
    const language = UNREAD.get(extension);
    if (language !== undefined) {
      if (counted(path)) counts.set(language, (counts.get(language) ?? 0) + 1);
      continue;
    }
    if (!READ.has(extension)) {
      if (extension === 'json' && MANIFEST.test(path)) paths.push(path);
      continue;
    }
    paths.push(path);
    if (/\.d\.[cm]?ts$/.test(path)) continue;
    if (GENERATED.test(path) && !tests) generated.push(path);
    else if (within(path) && (tests || !ASIDE.test(path))) scanned.push(path);
  }
  const notChecked = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([language, count]) => ({
      what: `code:${language}`,
      why: `${count} ${count === 1 ? 'file' : 'files'} in a language that is not read`,
    }));
  return { paths, scanned, generated, notChecked };
}
