// How our own data becomes modules, for the bundler and for the test runner alike.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** What an import of ours may name beside TypeScript. */
export const dataFiles = /\.(ya?ml|md|validator|pages)$/;

/**
 * JavaScript source of the module that stands for a data file:
 * YAML → its value, or `read()` for a file that most runs do not ask for, Markdown → its text, and
 * `x.validator` → the ajv validator of `x.json`, compiled beforehand; `x.pages` → every Markdown file below its
 * folder by path, `naming/event-case`.
 */
export async function loadData(path) {
  if (path.endsWith('.validator'))
    return compileSchema(JSON.parse(readFileSync(path.replace(/validator$/, 'json'), 'utf8')));
  if (path.endsWith('.pages'))
    return `export default JSON.parse(${JSON.stringify(JSON.stringify(pagesBelow(dirname(path))))});`;
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.md')) return `export default ${JSON.stringify(text)};`;
  // JSON.parse of a literal is read faster by V8 than the same object as code. The bundler drops the half that
  // nobody imports.
  const json = JSON.stringify(JSON.stringify(parse(text)));
  return `const json = ${json};\nexport const read = () => JSON.parse(json);\nexport default /* @__PURE__ */ JSON.parse(json);`;
}

function pagesBelow(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.md'));
  const names = files.map((file) => file.replaceAll('\\', '/').slice(0, -'.md'.length)).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, `${name}.md`), 'utf8')]));
}

async function compileSchema(schema) {
  const { default: AjvModule } = await import('ajv');
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const { default: formats } = await import('ajv-formats');
  const Ajv = AjvModule.default ?? AjvModule;
  const ajv = new Ajv({
    code: { source: true, esm: true },
    // Only says yes or no, which keeps it small: whoever needs the reasons compiles `schema` with ajv itself.
    allErrors: false,
    messages: false,
    inlineRefs: false,
    strict: false,
  });
  (formats.default ?? formats)(ajv);
  const code = (standalone.default ?? standalone)(ajv, ajv.compile(schema));
  // The runtime helpers are CommonJS: import them, so that the same text works bundled and unbundled.
  const imports = [];
  const body = code.replace(/require\("([^"]+)"\)(\.default)?/g, (_, id, dflt) => {
    const name = `runtime${imports.length}`;
    const file = id.startsWith('ajv/') || id.startsWith('ajv-formats/') ? `${id}.js` : id;
    imports.push(`import ${name} from ${JSON.stringify(file)};`);
    return dflt ? `(${name}.default ?? ${name})` : name;
  });
  return `${imports.join('\n')}\n${body}\nexport const schema = JSON.parse(${JSON.stringify(JSON.stringify(schema))});`;
}
