import { describe, expect, it, vi } from 'vitest'

// The module declares its scheme through Electron, which plain Node does not have; `fileOf` itself needs none of it.
vi.mock('electron', () => ({ protocol: {} }))
const { fileOf } = await import('./page-protocol')

describe('fileOf', () => {
  it('finds the files of the page', () => {
    expect(fileOf('app://console/index.html', '/page')).toBe('/page/index.html')
    expect(fileOf('app://console/assets/a.js?x=1#y', '/page')).toBe('/page/assets/a.js')
  })

  it.each([
    'app://console/../secret',
    'app://console/%2e%2e/secret',
    'app://console/..%2fsecret',
    'app://console/%00',
    'app://console/%zz',
    'app://other/index.html',
    'file:///etc/passwd',
    'https://console/index.html',
    'nonsense',
  ])('finds nothing for %s', (address) => {
    const file = fileOf(address, '/page')
    // A browser folds `..` before it asks; whatever is left must stay inside the folder.
    expect(file === null || file.startsWith('/page/')).toBe(true)
    expect(file).not.toBe('/secret')
  })

  it('is not fooled by a folder whose name only begins alike', () => {
    expect(fileOf('app://console/..%2fpage-evil/a.js', '/page')).toBeNull()
  })
})
