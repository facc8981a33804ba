/**
 * Tells the user about something that works but is probably not meant: on the console, as Python's `warnings.warn`.
 *
 * @param message what happens, and what to do instead
 */
export function warn(message: string): void {
  console.warn(`UserWarning: ${message}`);
}
