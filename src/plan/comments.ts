import type { Comment, PlanFile } from './types.ts';

/**
 * The comments of a plan file, by YAML's own tokens: a `#` inside a string is none. The parser is only loaded
 * for a file that has `word` in it at all.
 */
export async function commentsOf(file: PlanFile, index: number, word: string): Promise<Comment[]> {
  if (!file.text.includes(word)) return [];
  const { Parser } = await import('./yaml-tokens.ts');
  const starts: number[] = [0];
  const comments: Comment[] = [];
  const visit = (token: unknown): void => {
    if (Array.isArray(token)) for (const each of token) visit(each);
    else if (typeof token === 'object' && token !== null) {
      const { type, offset, source } = token as { type?: string; offset?: number; source?: string };
      if (
        type === 'comment' &&
        typeof offset === 'number' &&
        typeof source === 'string' &&
        source.includes(word)
      ) {
        comments.push(toComment(file.text, starts, index, offset, source));
      }
      for (const value of Object.values(token)) if (typeof value === 'object') visit(value);
    }
  };
  const parser = new Parser((offset) => starts.push(offset));
  for (const token of parser.parse(file.text)) visit(token);
  return comments.sort((a, b) => a.start - b.start);
}

function toComment(
  text: string,
  starts: readonly number[],
  file: number,
  offset: number,
  source: string,
): Comment {
  let line = 1;
  for (const start of starts) if (start <= offset && start > 0) line++;
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return {
    file,
    start: offset,
    end: offset + source.length,
    text: source,
    line,
    alone: before.trim() === '',
  };
}
