const END_SIGN = 0x06054b50;
const ENTRY_SIGN = 0x02014b50;
/** The end record with the longest comment. */
const END_BYTES = 22 + 65_535;
const ENTRY_BYTES = 46;

/**
 * How many bytes the parts of a ZIP say they unpack to, by its central directory (APPNOTE 4.3.12); undefined when that
 * cannot be read. Whoever unpacks into as many bytes and no more cannot be flooded.
 */
export function unpackedSize(zip: Uint8Array): number | undefined {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let entry = view.getUint16(end + 10, true); entry > 0; entry -= 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGN) return undefined;
    const bytes = view.getUint32(at + 24, true);
    // ZIP64: no spreadsheet that is small enough has it.
    if (bytes === 0xffff_ffff) return undefined;
    size += bytes;
    at +=
      ENTRY_BYTES +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
  return size;
}

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - END_BYTES); at -= 1)
    if (view.getUint32(at, true) === END_SIGN) return at;
  return undefined;
}
