/**
 * The parser is native and recursive: code nested some thousand levels ends the process, not just the parse
 * (measured: from 2,000 functions in a worker's stack, 5,000 brackets in the main one). People nest tens.
 */
const MAX_BRACKETS = 1000;
const MAX_CHAIN = 2000;

/** Whether code nests deeper than anybody writes. Counts characters, strings too: generous by an order. */
export function nestsTooDeep(text: string): boolean {
  let brackets = 0;
  let chain = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x28: // (
      case 0x5b: // [
        if (++brackets > MAX_BRACKETS) return true;
        break;
      case 0x29: // )
      case 0x5d: // ]
        if (brackets > 0) brackets--;
        break;
      case 0x7b: // {
        chain = 0;
        if (++brackets > MAX_BRACKETS) return true;
        break;
      case 0x7d: // }
        chain = 0;
        if (brackets > 0) brackets--;
        break;
      case 0x2c: // ,
      case 0x3b: // ;
        chain = 0;
        break;
      case 0x3f: // ? of a ternary
        if (++chain > MAX_CHAIN) return true;
        break;
      case 0x3d: {
        // = of an assignment or an arrow, not of an attribute
        const next = text.charCodeAt(at + 1);
        if (next !== 0x22 && next !== 0x27 && next !== 0x7b && ++chain > MAX_CHAIN) return true;
        break;
      }
      case 0x3c: {
        // < of a tag or of type arguments; a closing tag takes one back
        const next = text.charCodeAt(at + 1) | 0x20;
        if (next === 0x2f && text[at + 1] === '/') chain = Math.max(0, chain - 1);
        else if (next >= 0x61 && next <= 0x7a && ++chain > MAX_CHAIN) return true;
        break;
      }
      case 0x3e: // /> closes what it opened
        if (text[at - 1] === '/') chain = Math.max(0, chain - 1);
    }
  }
  return false;
}
