/**
 * A value from a sample as it may be printed: enough to find the place and to see the mistake, too little to
 * know the person. `jane@gmail.com` → `j***@g***.com`, `4111 1111 1111 1111` → `**** **** **** 1111`.
 */
export function mask(value: string): string {
  const text = value.length > LONGEST ? value.slice(0, LONGEST) : value;
  if (text.includes('://')) return maskUrl(text);
  const at = text.indexOf('@');
  if (at > 0 && EMAIL.test(text)) return maskEmail(text, at);
  const digits = countDigits(text);
  if (digits >= 7 && digits * 2 >= text.length) return maskDigits(text, digits);
  return maskText(text);
}

const LONGEST = 200;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

function maskEmail(text: string, at: number): string {
  const dot = text.lastIndexOf('.');
  const top = dot > at ? text.slice(dot) : '';
  return `${first(text)}***@${first(text.slice(at + 1))}***${top.length <= 7 ? top : ''}`;
}

/** Keeps the last digits: four of a long number, two of a short one. Separators stay. */
function maskDigits(text: string, digits: number): string {
  let hide = digits - (digits >= 12 ? 4 : 2);
  return text.replace(/[\p{L}\d]/gu, (char) => {
    const digit = char >= '0' && char <= '9';
    if (digit) hide--;
    return digit && hide < 0 ? char : '*';
  });
}

/** Scheme, host and the names in the query stay; path, values, fragment and user go. */
function maskUrl(text: string): string {
  const start = text.indexOf('://') + 3;
  const end = start + text.slice(start).search(/[/?#]|$/);
  const host = text.slice(text.lastIndexOf('@', end) >= start ? text.lastIndexOf('@', end) + 1 : start, end);
  const query = /\?([^#]*)/.exec(text.slice(end))?.[1];
  const path = /^\/[^?#]/.test(text.slice(end)) ? '/***' : '';
  const names = query?.split('&').map((pair) => `${/^[\w.[\]-]{1,40}(?==)/.exec(pair)?.[0] ?? ''}=***`);
  const scheme = text.slice(0, start).replace(/^.*?([a-z][a-z0-9+.-]*:\/\/)$/is, '$1');
  return `${scheme}${host}${path}${names === undefined ? '' : `?${names.join('&')}`}`;
}

function maskText(text: string): string {
  return [...text].length <= 3 ? '***' : `${first(text)}***`;
}

function first(text: string): string {
  return [...text.slice(0, 2)][0] ?? '';
}

function countDigits(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits;
}
