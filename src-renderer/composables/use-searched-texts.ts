import { inject, shallowRef, type InjectionKey, type Ref } from 'vue'

/** The texts the history is searched for at the moment. */
export type SearchedTexts = Readonly<Ref<readonly string[]>>

/** How whoever searches the history tells it to the rest of the page. */
export const searchedTextsKey: InjectionKey<SearchedTexts> = Symbol('searched texts')

const NO_TEXTS: SearchedTexts = shallowRef([])

/** The texts to look for in an opened pair; none while nothing is searched for. */
export function useSearchedTexts(): SearchedTexts {
  return inject(searchedTextsKey, NO_TEXTS)
}
