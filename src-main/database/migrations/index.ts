import type { Migration } from '../migration'
import { migration0010 } from './0010-initial'
import { migration0020 } from './0020-time-order'
import { migration0021 } from './0021-search-index'
import { migration0022 } from './0022-repeats'
import { migration0023 } from './0023-parts'
import { migration0030 } from './0030-batches'
import { migration0031 } from './0031-templates'
import { migration0032 } from './0032-batch-rows'

/** Every migration, oldest first. Versions go up in tens, so that one can be put between two others. */
export const migrations: readonly Migration[] = [migration0010, migration0020, migration0021, migration0022, migration0023, migration0030, migration0031, migration0032]
