import { Chalk } from 'chalk';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan';

/** `paint('red', text)`: with colour off the text itself. Whether to paint is decided by `wantsColour`. */
export function painter(colour: boolean): (style: Style, text: string) => string {
  // A chalk of our own: its default one looks at the process and has no word for NO_COLOR.
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return (style, text) => chalk[style](text);
}
