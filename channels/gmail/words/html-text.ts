import { Parser } from 'htmlparser2';
import { isForwardLine, marks, saysWrote } from './borders.ts';

type Attributes = Readonly<Record<string, string>>;

const blocks =
  /^(p|div|br|li|tr|h[1-6]|ul|ol|table|blockquote|hr|section|article|header|footer|pre|dd|dt|center|address|form)$/;
/** Those with room above them. */
const apart = /^(p|h[1-6]|ul|ol|table|blockquote|hr|section|article|pre)$/;
const silent = /^(script|style|head|title|noscript|template|object|svg|select)$/;
const empty = /^(br|img|hr|input|meta|link|wbr|area|base|col|embed|source|track)$/;

/** Elements that hold what others wrote. `x_` is put before names by Outlook on the web. */
const quotes = {
  id: /^(yahoo_quoted.*|ymail_android_quoted.*|mail-editor-reference-message-container|olk_src_body_section|isreplycontent|replycontent|original-content)$/,
  class:
    /(^|\s)(gmail_quote_inner|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|aolreplacedbody|includetail|mail_quote|quoted-?text|ms-outlook-quoted)(\s|$)/,
};
/** Lines that say who wrote what follows. */
const attributions = {
  id: /^reply-intro$/,
  class: /(^|\s)(gmail_attr|moz-cite-prefix|attribution|yahoo-quoted-text-header)(\s|$)/,
};
/** From here on everything is of others. */
const borders = { id: /^(divrplyfwdmsg|appendonsend|olk_src_header)$/, class: /(^|\s)(outlookmessageheader)(\s|$)/ };
const forwards = { id: /^isforwardcontent$/, class: /(^|\s)(moz-forward-container)(\s|$)/ };
const signatures = {
  id: /^(signature|applemailsignature|ms-outlook-mobile-signature|ms-outlook-mobile-body-separator-line|composer_signature|.*_signature)$/,
  class:
    /(^|\s)(gmail_signature(_prefix)?|moz-signature|protonmail_signature_block.*|tutanota_signature|ms-outlook-signature)(\s|$)/,
};
/** Text that nobody sees, such as the preview of a list. */
const unseen =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?!\.?[1-9])|mso-hide\s*:\s*all|max-height\s*:\s*0(?!\.?[1-9])/i;

type Role = 'hidden' | 'quote' | 'around' | 'attribution' | 'border' | 'forward' | 'none';

/**
 * HTML → words, a line for each block. `with marks`: what is quoted begins with `>`, as in a plain mail, signatures are left
 * out, and lines of their own (`marks`) say where a mail program begins the words of others. `plain`: everything.
 */
export function textOfHtml(html: string, how: 'plain' | 'with marks'): string {
  const lines: string[] = [];
  let line = '';
  /** `at`: the line with which it begins. */
  const open: { name: string; role: Role; at: number }[] = [];
  const count = (role: Role) => open.filter((one) => one.role === role).length;

  const newLine = () => {
    const text = line.replace(/[ \u00a0]+/g, ' ').trim();
    const depth = count('quote');
    // "On Sunday … wrote:" in what is put around a quote, in whatever form.
    if (depth === 0 && count('around') > 0 && saysWrote(text)) {
      lines.push(marks.quote);
      line = '';
      return;
    }
    lines.push(depth > 0 && text !== '' ? `${'>'.repeat(depth)} ${text}` : text);
    line = '';
  };
  const mark = (sign: string) => {
    newLine();
    lines.push(sign);
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      const role = how === 'plain' ? plainRole(name, attributes) : roleOf(name, attributes);
      if (blocks.test(name) && count('hidden') === 0 && (name === 'br' || line.trim() !== '')) newLine();
      if (apart.test(name) && count('hidden') === 0 && lines.at(-1) !== '') lines.push('');
      if (/^t[dh]$/.test(name)) line += ' ';
      if (count('quote') === 0 && count('hidden') === 0) {
        if (role === 'attribution') newLine();
        if (role === 'border') mark(marks.block);
        if (role === 'forward') mark(marks.forward);
      }
      if (role === 'quote' && count('quote') === 0 && count('hidden') === 0) {
        newLine();
        const last = lines.findLastIndex((one) => one !== '');
        if (last >= 0 && saysWrote(lines[last] ?? '')) lines[last] = marks.quote;
      }
      if (!empty.test(name)) open.push({ name, role, at: lines.length });
      if (name === 'li' && count('hidden') === 0) line += '- ';
    },
    ontext(piece) {
      if (count('hidden') === 0) line += piece.replaceAll('\u0001', ' ').replace(/[ \t\r\n]+/g, ' ');
    },
    onclosetag(name) {
      const at = open.findLastIndex((one) => one.name === name);
      if (at < 0) return;
      const { role, at: first } = open[at] as (typeof open)[number];
      if (role === 'attribution' && count('quote') === 0 && count('hidden') === 0) {
        newLine();
        const said = lines.splice(first);
        const passesOn = said.findIndex(isForwardLine);
        lines.push(...(passesOn < 0 ? [marks.quote] : [marks.forward, ...said.slice(passesOn + 1)]));
      }
      if (blocks.test(name) && count('hidden') === 0 && line.trim() !== '') newLine();
      open.splice(at);
    },
  });
  parser.end(html);
  newLine();
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function plainRole(name: string, { style = '' }: Attributes): Role {
  return silent.test(name) || unseen.test(style) ? 'hidden' : 'none';
}

function roleOf(name: string, attributes: Attributes): Role {
  if (plainRole(name, attributes) === 'hidden') return 'hidden';
  const id = (attributes.id ?? '').toLowerCase().replace(/^(x_)+/, '');
  const classes = (attributes.class ?? '').toLowerCase().replace(/(^|\s)(x_)+/g, '$1');
  const is = ({ id: ids, class: names }: { id: RegExp; class: RegExp }) => ids.test(id) || names.test(classes);
  if (is(signatures) || attributes['data-smartmail'] === 'gmail_signature') return 'hidden';
  if (is(attributions)) return 'attribution';
  if (is(forwards)) return 'forward';
  if (is(borders)) return 'border';
  if (is(quotes) || (name === 'div' && attributes.name === 'quote')) return 'quote';
  if (name === 'div' && /(^|\s)gmail_quote(\s|$)/.test(classes)) return 'around';
  return name === 'blockquote' && isQuoting(attributes) ? 'quote' : 'none';
}

/** Mail programs indent by a block quote without a border, too. */
function isQuoting({ type, class: classes = '', style = '' }: Attributes): boolean {
  return type === 'cite' || /quote/i.test(classes) || !/border\s*:\s*(none|0)/i.test(style);
}
