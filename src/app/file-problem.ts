const words: { readonly [code: string]: string } = {
  ENOENT: 'it is not there',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  EEXIST: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ERR_FS_FILE_TOO_LARGE: 'it has more than 2 GiB',
  ERR_STRING_TOO_LONG: 'it has more than 512 MiB',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8',
}

/** Why a file could not be read or written, in words. */
export function fileProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException // fs and a decoder throw nothing else
  return words[code] ?? (code || message)
}
