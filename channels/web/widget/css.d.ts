declare module '*.css' {
  const text: string;
  export default text;
}

/** Stands around the bundle. */
declare const SETTINGS: import('../settings.ts').Settings;
