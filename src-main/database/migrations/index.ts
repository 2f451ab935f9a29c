import type { Migration } from '../migration'
import { migration0010 } from './0010-initial'
import { migration0020 } from './0020-time-order'
import { migration0021 } from './0021-search-index'

/** Every migration, oldest first. Versions go up in tens, so that one can be put between two others. */
export const migrations: readonly Migration[] = [migration0010, migration0020, migration0021]
