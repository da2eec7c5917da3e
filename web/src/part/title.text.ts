/** The same words at the beginning of a line. */
export const titled = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
