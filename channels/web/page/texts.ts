/** What the page says where the hotel has not said otherwise. */
export interface PageTexts {
  title: (hotel: string) => string;
  tagline: string;
  noScript: string;
}

export const pageTexts: Record<string, PageTexts> = {
  es: {
    title: (hotel) => `Chat · ${hotel}`,
    tagline: 'Horarios, servicios y todo lo que necesite para su estancia: escríbanos cuando quiera.',
    noScript: 'El chat necesita JavaScript. También puede llamarnos o escribirnos.',
  },
  en: {
    title: (hotel) => `Chat · ${hotel}`,
    tagline: 'Opening hours, services and everything else for your stay: write to us whenever you like.',
    noScript: 'The chat needs JavaScript. You are welcome to call or write to us instead.',
  },
};
