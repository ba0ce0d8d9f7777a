import { FileError } from './errors.ts';

/**
 * Bytes as text: UTF-8 (byte order mark dropped), or UTF-16 where its mark says so.
 * @throws FileError for what is no text, with the offset of the first byte that is not.
 */
export function decodeText(bytes: Uint8Array, path: string): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  const zero = bytes.subarray(0, 8192).indexOf(0);
  if (zero >= 0) throw new FileError(`${path} is no text: byte ${zero} is NUL. Expected UTF-8.`, path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileError(
      `${path} is not UTF-8: byte ${firstBadByte(bytes)} starts no character. Save the file as UTF-8.`,
      path,
    );
  }
}

function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    try {
      // `stream` lets a character that is cut in half at the end pass.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle + 1), { stream: true });
      low = middle + 1;
    } catch {
      high = middle;
    }
  }
  return low;
}
