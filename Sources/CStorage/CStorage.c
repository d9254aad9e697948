#define _GNU_SOURCE
#include "CStorage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

const int cs_o_direct = O_DIRECT;
const int cs_o_path = O_PATH;
const int cs_seek_data = SEEK_DATA;
const int cs_seek_hole = SEEK_HOLE;

int cs_open_beneath(int directory, const char *path, int flags, mode_t mode) {
    struct open_how how;
    memset(&how, 0, sizeof how);
    how.flags = (uint64_t)(unsigned)flags;
    how.mode = (flags & O_CREAT) ? mode : 0;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    long descriptor;
    do {
        descriptor = syscall(SYS_openat2, directory, path, &how, sizeof how);
    } while (descriptor < 0 && (errno == EINTR || errno == EAGAIN));
    return (int)descriptor;
}

int cs_remove_empty_beneath(int directory, const char *path) {
    const char *slash = strrchr(path, '/');
    if (slash == NULL) return unlinkat(directory, path, AT_REMOVEDIR);
    char parent[256];
    size_t length = (size_t)(slash - path);
    if (length >= sizeof parent) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(parent, path, length);
    parent[length] = 0;
    int folder = cs_open_beneath(directory, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (folder < 0) return -1;
    int result = unlinkat(folder, slash + 1, AT_REMOVEDIR);
    int reason = errno;
    close(folder);
    errno = reason;
    return result;
}

int cs_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to) {
    return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE);
}

int cs_reserve(int descriptor, int64_t length) {
    return fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, length);
}

int64_t cs_block_device_size(int descriptor) {
    uint64_t size = 0;
    if (ioctl(descriptor, BLKGETSIZE64, &size) != 0) return -1;
    return (int64_t)size;
}

int cs_open_for_writing(int descriptor) {
    // Breaking a lease sends SIGIO, which ends a process that does not expect it; SIGURG is ignored by default.
    if (fcntl(descriptor, F_SETSIG, SIGURG) != 0) return -1;
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(descriptor, F_SETLEASE, F_UNLCK);
        return 0;
    }
    if (errno == EAGAIN || errno == EBUSY) return 1;
    return -1;
}

int cs_lock(int descriptor, int exclusive, int wait) {
    int operation = (exclusive ? LOCK_EX : LOCK_SH) | (wait ? 0 : LOCK_NB);
    int result;
    do {
        result = flock(descriptor, operation);
    } while (result != 0 && errno == EINTR);
    return result;
}

void cs_unlock(int descriptor) {
    flock(descriptor, LOCK_UN);
}

int cs_forget_pages(int descriptor) {
    return posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
}

int cs_random(void *bytes, size_t length) {
    unsigned char *next = bytes;
    while (length > 0) {
        ssize_t got = getrandom(next, length, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        next += got;
        length -= (size_t)got;
    }
    return 0;
}

void cs_lower_priority(void) {
    // On Linux this sets the nice value of one thread.
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 5);
}

void cs_hold_little(void) {
    // Once set, the threshold no longer follows the largest block that was freed, which turned later ones into holes.
    mallopt(M_MMAP_THRESHOLD, 1 << 18);
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 2);
}

int cs_processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    return CPU_COUNT(&set);
}
