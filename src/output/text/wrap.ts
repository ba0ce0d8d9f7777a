/** Breaks at spaces into lines of at most `width`; a word that is longer stands alone, whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/ *[^ ]+/g) ?? []) {
    if (line && line.length + word.length > width) {
      lines.push(line);
      line = word.trimStart();
    } else line += word;
  }
  if (line) lines.push(line);
  return lines;
}

/** A head with words behind it; what is more than a line stands below, under `indent` spaces. */
export function hanging(head: string, words: string, indent: number, width = 80): string[] {
  const lines: string[] = [];
  let line = head;
  for (const word of words.split(' ')) {
    if (line.length + word.length > width && line.trim() !== '' && line !== head) {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

/** `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
