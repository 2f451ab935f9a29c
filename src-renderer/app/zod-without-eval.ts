import { z } from 'zod'

// The policy of the page forbids code made from text, and zod would try whether it may as soon as a schema is made.
// Imports run before any statement, so this stands in a module of its own that main.ts imports first.
z.config({ jitless: true })
