// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { expect } from 'chai';
import { loadBase, soundFiles, told } from '../fixture.ts';

const options = (lines: string) => ({ 'botones.yml': soundFiles['botones.yml'].replace('web:', `web:\n${lines}`) });
const optionsOf = (lines: string, env: NodeJS.ProcessEnv) => loadBase(options(lines), env).channels[0]?.options;

describe('environment variables', () => {
  it('fill in anywhere in a scalar, keys included, more than once', () => {
    expect(
      optionsOf('    token: Bearer ${TOKEN}\n    "${KEY}": ["${TOKEN}-${TOKEN}"]', { TOKEN: 't', KEY: 'k' }),
    ).to.deep.equal({
      token: 'Bearer t',
      k: ['t-t'],
    });
  });

  it('give text, unless a tag asks for another type', () => {
    const env = { DIGITS: '0034', FLAG: 'true' };
    const lines =
      '    a: ${DIGITS}\n    b: !!int ${DIGITS}\n    c: !!float ${DIGITS}\n    d: !!bool ${FLAG}\n    e: ${FLAG}';
    expect(optionsOf(lines, env)).to.deep.equal({ a: '0034', b: 34, c: 34, d: true, e: 'true' });
  });

  it('have defaults for unset and for empty', () => {
    expect(
      optionsOf('    a: ${NONE:-x}\n    b: ${EMPTY:-y}\n    c: ${NONE:-}\n    d: "${EMPTY}"', { EMPTY: '' }),
    ).to.deep.equal({
      a: 'x',
      b: 'y',
      c: '',
      d: '',
    });
  });

  it('are not mistaken for a price or a code', () => {
    expect(optionsOf('    a: $20\n    b: $TOKEN\n    c: ${}\n    d: ${1}', {})).to.deep.equal({
      a: '$20',
      b: '$TOKEN',
      c: '${}',
      d: '${1}',
    });
  });

  it('are filled in where another node refers to them', () => {
    expect(optionsOf('    a: &x {t: "${TOKEN}"}\n    b: *x', { TOKEN: 't' })).to.deep.equal({
      a: { t: 't' },
      b: { t: 't' },
    });
  });

  it('are a fault where they are unset, by name, in the line where they stand', () => {
    const files = {
      ...options('    token: ${TOKEN}\n    list:\n    - "${OTHER}"'),
      'x.yml': 'nlu:\n- intent: greet\n  examples: |\n    - hey\n    - hi ${NAME}\n',
    };
    expect(told(files)).to.deep.equal([
      'botones.yml:8 channels.web.token environment variable TOKEN is not set — set TOKEN, or give it a default: ${TOKEN:-…}',
      'botones.yml:10 channels.web.list[0] environment variable OTHER is not set — set OTHER, or give it a default: ${OTHER:-…}',
      'x.yml:5 nlu[0].examples environment variable NAME is not set — set NAME, or give it a default: ${NAME:-…}',
    ]);
  });

  it('bring no second fault where the unset one stands', () => {
    expect(told({ 'botones.yml': soundFiles['botones.yml'].replace('Europe/Madrid', '${ZONE}') })).to.have.length(1);
  });
});
