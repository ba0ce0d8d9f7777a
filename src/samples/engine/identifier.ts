/** Brings an identifier to its normal form; steps that are not known here change nothing. */
export function normalize(text: string, steps: readonly string[]): string {
  return steps.reduce((value, step) => {
    switch (step) {
      case 'trim':
        return value.trim();
      case 'lowercase':
        return value.toLowerCase();
      case 'uppercase':
        return value.toUpperCase();
      case 'remove_whitespace':
        return value.replace(/\s+/g, '');
      case 'digits':
        return value.replace(/[^0-9]+/g, '');
      default:
        return value;
    }
  }, text);
}

const bytes = { md5: 16, sha1: 20, sha256: 32 };

/** True when a text has the length and the characters of a digest. */
export function isHashOf(
  text: string,
  algorithm: 'sha256' | 'md5' | 'sha1',
  encoding: 'hex' | 'base64',
): boolean {
  const size = bytes[algorithm];
  if (encoding === 'hex') return text.length === size * 2 && /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(text);
  return text.length === Math.ceil(size / 3) * 4 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}
