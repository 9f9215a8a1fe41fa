import { MailIcon, OutIcon, PhoneIcon } from './icons.tsx';

/** Shows where a link leads: to a phone, a mail program, another page. */
export function LinkIcon({ url }: { url: string }) {
  if (url.startsWith('tel:')) return <PhoneIcon />;
  return url.startsWith('mailto:') ? <MailIcon /> : <OutIcon />;
}
