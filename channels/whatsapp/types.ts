/** What goes to one guest in one send, as Meta wants it, without the address. */
export type Payload =
  | { type: 'text'; text: { body: string; preview_url: boolean } }
  | { type: 'image'; image: Link & { caption?: string } }
  | { type: 'audio'; audio: Link & { voice?: true } }
  | { type: 'document'; document: Link & { filename?: string; caption?: string } }
  | { type: 'location'; location: { latitude: number; longitude: number; name?: string; address?: string } }
  | { type: 'interactive'; interactive: Interactive }
  | { type: 'template'; template: { name: string; language: { code: string }; components?: TemplateBody[] } };

/** A file by its address, or by the id that Meta gave it. */
export type Link = { link: string } | { id: string };

export type Interactive =
  | { type: 'button'; header?: Header; body: Body; action: { buttons: Button[] } }
  | { type: 'list'; body: Body; action: { button: string; sections: Section[] } }
  | {
      type: 'cta_url';
      header?: Header;
      body: Body;
      action: { name: 'cta_url'; parameters: { display_text: string; url: string } };
    };

/** What is filled in, in the order of `{{1}}`, `{{2}}` … */
export interface TemplateBody {
  type: 'body';
  parameters: { type: 'text'; text: string }[];
}

export interface Body {
  text: string;
}

export type Header = { type: 'image'; image: Link } | { type: 'document'; document: Link & { filename?: string } };

export interface Button {
  type: 'reply';
  reply: { id: string; title: string };
}

export interface Section {
  title?: string;
  rows: Row[];
}

export interface Row {
  id: string;
  title: string;
  description?: string;
}
