// A reader for the tarballs of the package registry: a host may have no tar.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline as connect } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;

/** The sha512 of a file in the notation npm uses for integrity. */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Copies the first member whose name ends as told into a file; false when there is none. */
export async function extractFromTarball(tarball, nameEnd, target) {
  const source = createReadStream(tarball);
  // Unlike `pipe`, this hands an error of the file on to whoever reads from the end.
  const read = byteReader(connect(source, createGunzip(), () => {}));
  try {
    for (;;) {
      const { name, size } = await readHeader(read);
      if (name === '') return false;
      if (name.endsWith(nameEnd)) {
        await pipeline(read(size), createWriteStream(target));
        return true;
      }
      for await (const piece of read(Math.ceil(size / BLOCK) * BLOCK)) void piece;
    }
  } finally {
    source.destroy();
  }
}

async function readHeader(read) {
  const pieces = [];
  for await (const piece of read(BLOCK)) pieces.push(piece);
  const header = Buffer.concat(pieces);
  const text = (start, end) => header.toString('utf8', start, end).split('\0')[0].trim();
  return { name: text(0, 100), size: parseInt(text(124, 136), 8) || 0 };
}

/** Turns a stream into a function that yields exactly the next so many bytes, in pieces. */
function byteReader(stream) {
  const chunks = stream[Symbol.asyncIterator]();
  let pending = Buffer.alloc(0);
  return async function* next(count) {
    for (let left = count; left > 0; ) {
      while (pending.length === 0) {
        const { value, done } = await chunks.next();
        if (done) throw new Error('the archive ends too early');
        pending = value;
      }
      const piece = pending.subarray(0, left);
      pending = pending.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  };
}
