import { darkTheme, lightTheme, type GlobalTheme, type GlobalThemeOverrides } from 'naive-ui'

/** Naive UI's own theme of that name. */
export function baseTheme(theme: 'light' | 'dark'): GlobalTheme {
  return theme === 'dark' ? darkTheme : lightTheme
}

/** Naive UI's variables from the tokens the page has at the moment: it computes with colours, so it needs their values. */
export function themeOverrides(root: HTMLElement): GlobalThemeOverrides {
  const style = getComputedStyle(root)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  // Without the style sheet (as in a component test) there is nothing to take over.
  if (token('accent') === '') return {}
  return {
    common: {
      fontFamily: token('font-text'),
      fontFamilyMono: token('font-code'),
      fontSize: token('size-text'),
      fontSizeSmall: token('size-text'),
      fontSizeMedium: token('size-text'),
      fontSizeTiny: token('size-small'),
      heightSmall: '28px',
      heightMedium: '32px',
      borderRadius: token('radius'),
      borderRadiusSmall: token('radius'),
      primaryColor: token('accent'),
      primaryColorHover: token('accent'),
      primaryColorPressed: token('accent'),
      primaryColorSuppl: token('accent'),
      successColor: token('good'),
      warningColor: token('warn'),
      errorColor: token('bad'),
      textColorBase: token('text'),
      textColor1: token('text'),
      textColor2: token('text'),
      textColor3: token('text-quiet'),
      placeholderColor: token('text-faint'),
      bodyColor: token('ground'),
      cardColor: token('ground'),
      modalColor: token('ground'),
      popoverColor: token('ground'),
      inputColor: token('ground'),
      borderColor: token('line-strong'),
      dividerColor: token('line'),
      hoverColor: token('ground-hover'),
      // On a dark ground a shadow alone does not set a popup apart.
      boxShadow2: `0 0 0 1px ${token('line-strong')}, 0 8px 28px rgb(0 0 0 / 22%)`,
    },
  }
}
