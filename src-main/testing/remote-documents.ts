import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'

/** A real document store behind the asynchronous face it has across the thread. */
export function remoteDocuments(store: DocumentStore): Remote<DocumentStore> {
  return remoteStore(store)
}

/** Any store behind the asynchronous face it has across the thread. */
export function remoteStore<Store extends object>(store: Store): Remote<Store> {
  return new Proxy({} as Remote<Store>, {
    get: (_, method) =>
      async (...parameters: unknown[]) =>
        // Called on the store itself, whose methods need their `this`.
        (store as unknown as Record<string | symbol, (...parameters: unknown[]) => unknown>)[method]?.(...parameters),
  })
}
