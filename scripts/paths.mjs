import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder, wherever the clone lies. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Joins parts onto the project folder. */
export const inProject = (...parts) => join(projectRoot, ...parts);

/** Scratch space of the set-up; inside node_modules, so that it vanishes together with what it describes. */
export const setupFolder = inProject('node_modules', '.setup');
