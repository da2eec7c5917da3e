/** What who looks reads, as the browser says; words of the page are English whatever it is. */
export const LOCALES: readonly string[] = navigator.languages;
