/** Words that one function remembers at the most. */
const PLACES = 1 << 16;

// The low 64 bits of one word at a time, read as numbers.
const low = new DataView(new ArrayBuffer(8));

/** Where a word is remembered: spread over all places also if words are multiples of a large power of two, as amounts of 18 decimals are. */
function placeOf(word: bigint): number {
  low.setBigUint64(0, word, true);
  return Math.imul(low.getUint32(0, true) ^ Math.imul(low.getUint32(4, true), 0x85eb_ca6b), 0x9e37_79b1) >>> 16;
}

/**
 * A pure function of words that remembers its last results: the records of a register are read again and again, and to take a bigint apart costs more
 * than to judge what is in it. Of two words that share a place the later one stays; nothing is ever taken for another word's.
 */
export function remembering<T>(read: (word: bigint) => T): (word: bigint) => T {
  let places: ({ readonly word: bigint; readonly value: T } | undefined)[] | undefined;
  return (word) => {
    places ??= new Array<undefined>(PLACES).fill(undefined);
    const place = placeOf(word);
    const known = places[place];
    if (known !== undefined && known.word === word) return known.value;
    const value = read(word);
    places[place] = { word, value };
    return value;
  };
}
