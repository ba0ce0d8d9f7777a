import fc from 'fast-check';

/** Text at an indentation: what stands inside another thing does not know how deep. */
type Block = (indent: number) => string;

const KEYS = ['Cart Viewed', 'sku', 'total', '"order id"', "'it''s'", '$ref', 'on', '-5', 'a.b[]', '<<'];
const WORDS = '~|null|true|No|1|-0|+3|007|0x1F|0o17|1.5|5.|.5|1e3|12345678901234567890|x#y|a:b|-x|é\u2028';
const SCALARS = [
  ...WORDS.split('|'),
  ...['', 'two words', 'http://shop.example/cart', "it's", '"q"', "'it''s'", '"a\\nb \\"c\\" \\u0041"', '""'],
  ...['{}', '[]', '[a, b,]', '{ a: 1, b: , c }', '{ a, }', '{"a":[1, {b: c d}], \'e\' : f}', '{a:}'],
];
const ODD = [
  ...[
    '[a: b]',
    '[-1, -]',
    'a: b',
    '- x',
    '?',
    '@x',
    '*x',
    '&x y',
    '! z',
    '"\\x41"',
    '"open',
    '.inf',
    'x#',
    '"',
  ],
];

/** One of the first, and now and then one of the others. */
function mostly<T>(usual: readonly T[], odd: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

const indents = mostly([2, 2, 4], [1, 0]);
const scalar = fc
  .tuple(mostly(SCALARS, ODD), mostly(['', '', '', ' # why', '  ', ' #'], ['#x']))
  .map((parts) => parts.join(''));
const pad = (indent: number) => ' '.repeat(Math.max(0, indent));

/** Values of several lines, some of which are where they should not be. */
const long = fc
  .tuple(
    mostly(['|', '>', '|-', '>-', 'a'], ['|+', '>2', '| #x', '"a', "'a", '[a,', '{ a: b,', '{']),
    fc.array(
      fc.tuple(
        mostly([2, 2, 2, 2, 2, 4], [1, 0, -2]),
        mostly(['more', 'more', 'so # why', ''], ['# said', 'key: v', '- x', ', x]', '}', 'x"', "x'", '  ']),
      ),
      { maxLength: 4 },
    ),
    indents,
  )
  .map(
    ([head, lines, deeper]): Block =>
      (indent) =>
        [` ${head}`, ...lines.map(([more, text]) => text && pad(indent + deeper + more - 2) + text), ''].join(
          '\n',
        ),
  );

const noise = fc
  .tuple(mostly(['', '', '', '', '\n', '# said\n'], ['   \n', 'stray\n']), fc.constantFrom(-4, -2, 0, 0, 2))
  .map(
    ([text, deeper]): Block =>
      (indent) =>
        text.trim() === '' ? text : pad(indent + deeper) + text,
  );

const { block } = fc.letrec<{ block: Block; map: Block; list: Block; value: Block }>((tie) => ({
  block: fc.oneof({ weight: 3, arbitrary: tie('map') }, { weight: 1, arbitrary: tie('list') }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    {
      weight: 4,
      arbitrary: scalar.map(
        (text): Block =>
          () =>
            ` ${text}\n`,
      ),
    },
    { weight: 1, arbitrary: long },
    {
      weight: 1,
      arbitrary: fc.tuple(scalar, indents).map(
        ([text, deeper]): Block =>
          (indent) =>
            `\n${pad(indent + deeper)}${text}\n`,
      ),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom('', ' # why', ' '), tie('block'), indents).map(
        ([tail, inner, deeper]): Block =>
          (indent) =>
            `${tail}\n${inner(indent + deeper)}`,
      ),
    },
  ),
  map: fc
    .uniqueArray(fc.tuple(noise, fc.constantFrom(...KEYS), tie('value')), {
      minLength: 1,
      maxLength: 4,
      selector: ([, key]) => key,
    })
    .map(
      (entries): Block =>
        (indent) =>
          entries
            .map(([before, key, value]) => `${before(indent)}${pad(indent)}${key}:${value(indent)}`)
            .join(''),
    ),
  list: fc.array(fc.tuple(noise, fc.oneof(tie('value'), tie('map'))), { minLength: 1, maxLength: 3 }).map(
    (items): Block =>
      (indent) =>
        items
          .map(([before, item]) => `${before(indent)}${pad(indent)}- ${item(indent + 2).trimStart()}`)
          .join(''),
  ),
}));

const FRAGMENTS = [
  '\t',
  '\r\n',
  '---\n',
  '...\n',
  '%',
  '*a',
  '&a ',
  '!t ',
  '? ',
  ': ',
  ':',
  '- ',
  '#',
  ' #',
  '"',
  "'",
];

/** YAML, most of it right: everything that plans are written in, with accidents. */
export function yamlDocuments(): fc.Arbitrary<string> {
  const accident = fc.tuple(fc.nat(200), fc.nat(2), fc.constantFrom('', '\n', '  ', '\n  ', ...FRAGMENTS));
  return fc
    .tuple(
      fc.constantFrom('', '', '', '---\n', '# A plan\n\n'),
      block.map((text) => text(0)),
      fc.boolean(),
      fc.option(accident, { freq: 1 }),
    )
    .map(([head, text, cut, broken]) => {
      const whole = head + (cut ? text.trimEnd() : text);
      if (!broken) return whole;
      const at = broken[0] % (whole.length + 1);
      return whole.slice(0, at) + broken[2] + whole.slice(at + broken[1]);
    });
}
