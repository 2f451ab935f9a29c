// Readers for the two archive formats of the registry runtime. Only what those files need:
// a host may have neither tar nor unzip, and the archive holds 25,000 files of which 70 are wanted.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';

const TAR_BLOCK = 512;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** The sha512 of a file in the notation npm uses for integrity. */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Copies the one member of a gzipped tar whose name ends as told into a file; false when there is none. */
export async function extractFromTarball(tarball, nameEnd, target) {
  let pending = Buffer.alloc(0);
  let remaining = 0;
  let padding = 0;
  let sink = null;
  let found = false;
  const source = createReadStream(tarball);
  // `pipeline` carries an error of the file reader to the loop below, which plain `pipe` would not.
  const gunzip = createGunzip();
  const feeding = pipeline(source, gunzip);
  feeding.catch(() => {});
  for await (const chunk of gunzip) {
    pending = pending.length ? Buffer.concat([pending, chunk]) : chunk;
    while (pending.length) {
      if (remaining > 0) {
        const part = pending.subarray(0, remaining);
        if (sink && !sink.write(part)) await once(sink, 'drain');
        remaining -= part.length;
        pending = pending.subarray(part.length);
        if (remaining === 0 && sink) {
          sink.end();
          await once(sink, 'finish');
          sink = null;
        }
      } else if (padding > 0) {
        const skipped = Math.min(padding, pending.length);
        padding -= skipped;
        pending = pending.subarray(skipped);
      } else {
        if (pending.length < TAR_BLOCK) break;
        const name = pending.toString('utf8', 0, 100).split('\0')[0];
        remaining = parseInt(pending.toString('latin1', 124, 136), 8) || 0;
        padding = (TAR_BLOCK - (remaining % TAR_BLOCK)) % TAR_BLOCK;
        if (name.endsWith(nameEnd) && !found && remaining > 0) {
          found = true;
          sink = createWriteStream(target);
        }
        pending = pending.subarray(TAR_BLOCK);
      }
    }
  }
  await feeding;
  return found;
}

async function readDirectory(handle) {
  const { size } = await handle.stat();
  const tail = Buffer.alloc(Math.min(size, 65_557));
  await handle.read(tail, 0, tail.length, size - tail.length);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at -= 1;
  if (at < 0) throw new Error('not a zip file');
  const count = tail.readUInt16LE(at + 10);
  const directory = Buffer.alloc(tail.readUInt32LE(at + 12));
  await handle.read(directory, 0, directory.length, tail.readUInt32LE(at + 16));
  const entries = [];
  for (let offset = 0; entries.length < count; ) {
    if (directory.readUInt32LE(offset) !== DIRECTORY_ENTRY) throw new Error('damaged zip directory');
    const nameLength = directory.readUInt16LE(offset + 28);
    entries.push({
      name: directory.toString('utf8', offset + 46, offset + 46 + nameLength),
      method: directory.readUInt16LE(offset + 10),
      compressedSize: directory.readUInt32LE(offset + 20),
      size: directory.readUInt32LE(offset + 24),
      mode: (directory.readUInt32LE(offset + 38) >>> 16) & 0o777,
      headerAt: directory.readUInt32LE(offset + 42),
    });
    offset += 46 + nameLength + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
  }
  return entries;
}

/** Unpacks those files of a zip for which `rename` answers a path below the folder; resolves with how many. */
export async function extractFromZip(zipFile, folder, rename) {
  const handle = await open(zipFile);
  let count = 0;
  try {
    for (const entry of await readDirectory(handle)) {
      const path = entry.name.endsWith('/') ? null : rename(entry.name);
      if (!path) continue;
      if (path.split('/').includes('..')) throw new Error(`unsafe path in the archive: ${entry.name}`);
      if (entry.method !== STORED && entry.method !== DEFLATED) throw new Error(`unknown compression of ${entry.name}`);
      const header = Buffer.alloc(30);
      await handle.read(header, 0, 30, entry.headerAt);
      const start = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      const sink = createWriteStream(target, { mode: entry.mode || 0o644 });
      if (entry.compressedSize === 0) {
        sink.end();
        await once(sink, 'finish');
      } else {
        const source = createReadStream(zipFile, { start, end: start + entry.compressedSize - 1 });
        await (entry.method === DEFLATED ? pipeline(source, createInflateRaw(), sink) : pipeline(source, sink));
      }
      if (sink.bytesWritten !== entry.size) throw new Error(`${entry.name} is incomplete`);
      count += 1;
    }
  } finally {
    await handle.close();
  }
  return count;
}
