/** Whether something belongs to a dialog, where the shortcuts of the window behind it do not count. */
export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog, [role="dialog"]') !== null
}
