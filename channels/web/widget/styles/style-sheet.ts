import composer from './composer.css';
import frame from './frame.css';
import log from './log.css';
import motion from './motion.css';
import parts from './parts.css';

/** One sheet for every element on the page. Made by script, so a page's CSP on styles does not touch it. */
export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(frame + log + parts + composer + motion);
  return sheet;
}
