"""Moves the interpreter's own code to huge pages, so that each fork need not map it anew."""
import ctypes
import struct

HEADER = struct.Struct("=IIQQQQQQ")  # Elf64_Phdr: type, flags, offset, address, -, -, size, -
LOAD, PHDR, WRITABLE = 1, 6, 2
PAGE, HUGE = 4096, 2 << 20
READ_WRITE, READ_EXECUTE, PRIVATE, HUGE_ADVICE, MOVE_TO = 3, 5, 0x22, 14, 3
FAILED = ctypes.c_void_p(-1).value


def read_only_parts(libc):
    """Where the executable's read-only segments begin and end, cut where huge pages begin."""
    libc.getauxval.restype = ctypes.c_ulong
    at, size, count = (libc.getauxval(kind) for kind in (3, 4, 5))  # AT_PHDR, AT_PHENT, AT_PHNUM
    headers = [HEADER.unpack(ctypes.string_at(at + i * size, HEADER.size)) for i in range(count)]
    own = [header[3] for header in headers if header[0] == PHDR]
    base, pages = at - sum(own), set()
    for kind, flags, _, address, _, _, length, _ in headers:
        if own and kind == LOAD and not flags & WRITABLE:
            pages.update(range(base + address & -PAGE, base + address + length, PAGE))
    begins = sorted(page for page in pages if page % HUGE == 0 or page - PAGE not in pages)
    ends = sorted(page + PAGE for page in pages
                  if (page + PAGE) % HUGE == 0 or page + PAGE not in pages)
    return zip(begins, ends)


def move_to_huge_pages():
    """Copies each part, and puts the copy in the part's place in one system call."""
    libc = ctypes.CDLL(None)
    address, size = ctypes.c_void_p, ctypes.c_size_t
    libc.mmap.restype = libc.mremap.restype = address
    libc.mmap.argtypes = address, size, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long
    libc.mremap.argtypes = address, size, size, ctypes.c_int, address
    libc.madvise.argtypes = libc.mprotect.argtypes = address, size, ctypes.c_int
    libc.munmap.argtypes = address, size
    for begin, end in read_only_parts(libc):
        room = libc.mmap(None, 2 * HUGE, READ_WRITE, PRIVATE, -1, 0)
        if room == FAILED:
            return
        copy = (room + HUGE - 1 & -HUGE) + begin % HUGE
        libc.madvise(copy & -HUGE, HUGE, HUGE_ADVICE)
        ctypes.memmove(copy, begin, end - begin)
        if libc.mprotect(copy, end - begin, READ_EXECUTE) == 0:
            libc.mremap(copy, end - begin, end - begin, MOVE_TO, begin)
        libc.munmap(room, 2 * HUGE)
