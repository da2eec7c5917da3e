/** The form in which column names are compared: without case and surrounding space. */
export function columnKey(name: string): string {
  return name.trim().toLowerCase();
}
