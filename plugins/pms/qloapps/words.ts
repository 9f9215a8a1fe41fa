import type { Words } from '@botones/contract';

export const taxWords: Words = {
  es: 'Impuestos',
  en: 'Taxes',
  fr: 'Taxes',
  de: 'Steuern',
  it: 'Imposte',
  pt: 'Impostos',
};

export const planWords: Words = {
  es: 'Tarifa estándar',
  en: 'Standard rate',
  fr: 'Tarif standard',
  de: 'Standardpreis',
  it: 'Tariffa standard',
  pt: 'Tarifa padrão',
};

export const serviceWords = ({ name }: { name: Words }): Words =>
  Object.keys(name).length > 0 ? name : { es: 'Suplemento', en: 'Fee' };
