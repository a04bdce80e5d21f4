/**
 * Values that cannot be known without running something travel through strings as private-use
 * characters, so that a command word or a payload that consists of one can be recognised later.
 */
export const unknownText = "\uE000";
/** Stands for text that another machine sends. */
export const remoteText = "\uE001";
/** Stands before text that came out of a decoder; it counts as nothing when the text is read. */
export const decodedText = "\uE002";
/** Stand for what came from a valuable source; which one each means is in the state's own table. */
export const sourceMark: RegExp = /[\uE100-\uE1FF]/g;
export const firstSourceMark: number = 0xe100;
export const maxSourceMarks: number = 0x100;
export const anyMark: RegExp = /[\uE000-\uE002\uE100-\uE1FF]/g;
