/** One mail as it is stored until it is sent: everything that a turn says. */
export interface Payload {
  text: string;
  html: string;
  /** A person takes over: the mail stays unread, under another label. */
  handoff: boolean;
}

/** A message of Gmail; keys are left out where there is nothing. */
export interface GmailMessage {
  id: string;
  threadId: string;
  labelIds?: string[];
  snippet?: string;
  historyId?: string;
  /** Milliseconds since 1970. */
  internalDate?: string;
  sizeEstimate?: number;
  /** `format=raw`: the whole mail, base64url. */
  raw?: string;
  payload?: MailPart;
}

export interface MailPart {
  partId?: string;
  mimeType?: string;
  filename?: string;
  headers?: MailHeader[];
  body?: { attachmentId?: string; size?: number; data?: string };
  parts?: MailPart[];
}

export interface MailHeader {
  name: string;
  value: string;
}

/** A message in a list: no more than its names, and in the history its labels. */
export interface Listed {
  id: string;
  threadId: string;
  labelIds?: string[];
}

export interface HistoryPage {
  history?: { messagesAdded?: { message: Listed }[] }[];
  historyId: string;
  nextPageToken?: string;
}

export interface ListPage {
  messages?: Listed[];
  nextPageToken?: string;
}

export interface Profile {
  emailAddress: string;
  historyId: string;
}

export interface Label {
  id: string;
  name: string;
}
