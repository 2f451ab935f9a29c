import { z } from 'zod'

/** The calls about code samples, to be spread into the IPC contract. */
export const codeMethods = {
  /** Main asks where; the name of the file that was written, null when the user cancels. */
  'code.save': {
    request: z.strictObject({ fileName: z.string().regex(/^\w[\w-]{0,99}\.(?:cjs|cpp|cs|java|mjs|php|py|sh)$/), text: z.string().max(67_108_864) }),
    response: z.object({ fileName: z.string().nullable() }),
  },
} as const
