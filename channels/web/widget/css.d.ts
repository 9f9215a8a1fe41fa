declare module '*.css' {
  const text: string;
  export default text;
}

/** Written into the bundle. */
declare const SETTINGS: import('../settings.ts').Settings;
