/**
 * Lines of every kind but the usual one, for the parser to practise on. They stand in one buffer, as lines of a stream do: a
 * look behind the end of its bytes is one more thing that V8 would be ready for from then on.
 */
const lines = [
  '{ "a" : { "b" : 1 , "c" : [ 1 , -2.5e3 , { } , [ ] , 0.25 , true , false , null , "x" ] } , "d" : [ ] }',
  '{"a":"\\n","b":"ü","c":9007199254740993}',
  '{"a":{"b":"c","d":12.5},"e":["f",{"g":1}],"h":0}',
  '{"a":"b',
  '{"a":{"b":12',
  '{"a":[1,2',
  '{"a":tru',
  '{"a":1.}',
  '{"a":,}',
  '{"a" 1}',
  '{"a":1 "b"}',
  '{"a":[1 2]}',
  '{a',
  '[]',
];

/** Calls `parse` for each of them, twice: what comes first of a kind is read in another way than what comes again. */
export function eachUnusualLine(parse: (bytes: Buffer, start: number, end: number) => void): void {
  const bytes = Buffer.from(`${[...lines, ...lines].join('\n')}\n${' '.repeat(64)}`);
  for (
    let start = 0, end = bytes.indexOf('\n');
    end >= 0;
    start = end + 1, end = bytes.indexOf('\n', start)
  ) {
    parse(bytes, start, end);
  }
}
