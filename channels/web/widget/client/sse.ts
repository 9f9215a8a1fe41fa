export interface ServerEvent {
  type: string;
  data: string;
}

/** Text in pieces of any size → server-sent events. Comments come as events of type `comment`: a sign of life. */
export function makeEventReader(): (piece: string) => ServerEvent[] {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.map(readBlock);
  };
}

function readBlock(block: string): ServerEvent {
  const fields = new Map(block.split('\n').map((line) => split(line)));
  return { type: fields.get('event') ?? 'comment', data: fields.get('data') ?? '' };
}

function split(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
}
