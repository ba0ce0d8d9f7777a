import { _, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv/dist/2020.js';

/**
 * `maxLength` and `minLength` count code points, and ajv counts them all, always. The number of UTF-16 units is at
 * hand, never smaller and at most twice as large: it decides nearly every time.
 */
export const lengthKeywords: readonly (CodeKeywordDefinition & { keyword: string })[] = [
  keyword('maxLength', (data, limit, count) => _`${data}.length > ${limit} && ${count}(${data}) > ${limit}`),
  keyword(
    'minLength',
    (data, limit, count) =>
      _`${data}.length < ${limit} || (${data}.length < 2 * ${limit} && ${count}(${data}) < ${limit})`,
  ),
];

function keyword(
  name: string,
  fails: (data: Code, limit: Code, count: Code) => Code,
): CodeKeywordDefinition & { keyword: string } {
  return {
    keyword: name,
    type: 'string',
    schemaType: 'number',
    error: { message: `${name} does not hold`, params: ({ schemaCode }) => _`{limit: ${schemaCode}}` },
    code(cxt: KeywordCxt) {
      const limit = _`${cxt.schemaCode}`;
      const count = cxt.gen.scopeValue('func', { ref: codePoints, code: _`codePoints` });
      cxt.fail(fails(cxt.data, limit, count));
    },
  };
}

export function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    const high = text.charCodeAt(i);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = text.charCodeAt(i + 1);
    if (low >= 0xdc00 && low <= 0xdfff) {
      pairs++;
      i++;
    }
  }
  return text.length - pairs;
}
