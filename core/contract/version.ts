/** Raised when a plugin written for the old contract would misbehave under the new one. Checked before `setup`. */
export const CONTRACT_VERSION = 1;
