import type { Page } from '@playwright/test'

/**
 * The names of the controls and headings that cannot be seen whole: out of the window, with a text wider than themselves,
 * cut at the side of what holds them, or under another control. What stands in a scrolling part may be above or below the
 * window: it can be scrolled to.
 */
export async function cutOff(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const { innerWidth, innerHeight } = globalThis
    const canScroll = (element: Element | null): boolean =>
      element !== null && (['auto', 'scroll'].includes(getComputedStyle(element).overflowY) || canScroll(element.parentElement))
    const dialog = [...document.querySelectorAll('[role="dialog"]')].find((element) => element.checkVisibility())
    const shown = [...(dialog ?? document).querySelectorAll<HTMLElement>('button, h2, h3, [role="tab"], [data-origin]')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect(), isScrolled: canScroll(element.parentElement) }))
      .filter(({ box }) => box.width > 0)
    /** What cuts off at its sides whatever is in it. */
    const holderOf = (element: Element | null): Element | null =>
      element === null || ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) ? element : holderOf(element.parentElement)
    const isBeside = (element: HTMLElement, box: DOMRect): boolean => {
      const holder = holderOf(element.parentElement)?.getBoundingClientRect() ?? { left: 0, right: innerWidth }
      return box.left < Math.max(0, holder.left) - 1 || box.right > Math.min(innerWidth, holder.right) + 1
    }
    const isAboveOrBelow = (box: DOMRect): boolean => box.top < -1 || box.bottom > innerHeight + 1
    const isTooWide = (element: HTMLElement): boolean => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
    const isCovered = (element: HTMLElement, box: DOMRect): boolean =>
      shown.some(
        (other) =>
          !other.isScrolled &&
          !other.element.contains(element) &&
          !element.contains(other.element) &&
          Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1 &&
          Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1,
      )
    return shown
      .filter(({ element, box, isScrolled }) => isBeside(element, box) || isTooWide(element) || (!isScrolled && (isAboveOrBelow(box) || isCovered(element, box))))
      .map(({ element }) => element.getAttribute('aria-label') ?? element.textContent.trim())
  })
}
