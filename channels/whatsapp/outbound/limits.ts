/** Characters that Meta takes, counted in code points. reference: "Sending" of the Cloud API, v26.0. */
export const limits = {
  text: 4096,
  caption: 1024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  /** Words above reply buttons, and above a button that opens a page. */
  buttonBody: 1024,
  /** Rows of a list, in all its sections together. */
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  sectionTitle: 24,
  listBody: 4096,
  fileName: 240,
  placeName: 1000,
  /** A template with all its parameters may have 1024. */
  parameter: 700,
} as const;
