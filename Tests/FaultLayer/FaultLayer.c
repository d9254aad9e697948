#define _GNU_SOURCE
#include "FaultLayer.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *under;
static const char *count_path;
static const char *hang_under;
static const char *hang_while;
static long fail_at;
static long fail_from;
static int fail_errno;
static atomic_long calls;

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

__attribute__((constructor)) static void begin(void) {
    under = getenv("FARSHORE_FAULT_UNDER");
    count_path = getenv("FARSHORE_FAULT_COUNT");
    hang_under = getenv("FARSHORE_HANG_UNDER");
    hang_while = getenv("FARSHORE_HANG_WHILE");
    fail_at = number("FARSHORE_FAULT_AT");
    fail_from = number("FARSHORE_FAULT_FROM");
    fail_errno = (int)number("FARSHORE_FAULT_ERRNO");
    // Programs that this one starts are not meant.
    unsetenv("LD_PRELOAD");
}

__attribute__((destructor)) static void end(void) {
    if (count_path == NULL) return;
    FILE *file = fopen(count_path, "w");
    if (file == NULL) return;
    fprintf(file, "%ld\n", atomic_load(&calls));
    fclose(file);
}

static int is_meant(const char *path) {
    return under != NULL && strncmp(path, under, strlen(under)) == 0 && strstr(path, ".out") == NULL
        && strstr(path, ".err") == NULL;
}

// Whether a path, perhaps beneath an open folder, is meant.
static int is_place(int folder, const char *path) {
    char whole[8192];
    if (path[0] == '/') return is_meant(path);
    char link[64];
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, whole, sizeof whole / 2);
    if (length <= 0) return 0;
    whole[length] = 0;
    snprintf(whole + length, sizeof whole - (size_t)length, "/%s", path);
    return is_meant(whole);
}

// Whether an open file or folder is meant: one that is written to, or a folder that is synced.
static int is_open_for(int file, int changes) {
    struct stat status;
    if (under == NULL || fstat(file, &status) != 0) return 0;
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return 0;
    if (changes && (fcntl(file, F_GETFL) & O_ACCMODE) == O_RDONLY) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_meant(path);
}

// Counts a call that is meant; the errno with which it has to fail, or 0.
static int failure(int needs_room) {
    long mine = atomic_fetch_add(&calls, 1) + 1;
    if (fail_at > 0 && mine == fail_at) return fail_errno;
    if (fail_from > 0 && mine >= fail_from && needs_room) return ENOSPC;
    return 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(needs_room) do { int reason = failure(needs_room); if (reason) { errno = reason; return -1; } } while (0)

// Keeps a read of a file that is meant as long as a disk that hangs would; what begins at the first byte passes.
static void hang(int file, off_t offset) {
    if (hang_under == NULL || hang_while == NULL || offset == 0) return;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    if (strncmp(path, hang_under, strlen(hang_under)) != 0) return;
    while (access(hang_while, F_OK) == 0) usleep(20000);
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
    hang(file, offset);
    return REAL(pread)(file, bytes, count, offset);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
    hang(file, offset);
    return REAL(pread64)(file, bytes, count, offset);
}

ssize_t write(int file, const void *bytes, size_t count) {
    if (is_open_for(file, 1)) FAIL(1);
    return REAL(write)(file, bytes, count);
}

// A write that fails has put half of its bytes before, as a disk that runs full does.
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    if (is_open_for(file, 1)) {
        int reason = failure(1);
        if (reason) {
            (void)!REAL(pwrite)(file, bytes, count / 2 & ~(size_t)4095, offset);
            errno = reason;
            return -1;
        }
    }
    return REAL(pwrite)(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    if (is_open_for(file, 1)) FAIL(1);
    return REAL(pwrite64)(file, bytes, count, offset);
}

int fsync(int file) {
    if (is_open_for(file, 0)) FAIL(1);
    return REAL(fsync)(file);
}

int fdatasync(int file) {
    if (is_open_for(file, 0)) FAIL(1);
    return REAL(fdatasync)(file);
}

int syncfs(int file) {
    if (is_open_for(file, 0)) FAIL(1);
    return REAL(syncfs)(file);
}

int ftruncate(int file, off_t size) {
    if (is_open_for(file, 1)) FAIL(1);
    return REAL(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size) {
    if (is_open_for(file, 1)) FAIL(1);
    return REAL(ftruncate64)(file, size);
}

int fallocate(int file, int mode, off_t offset, off_t length) {
    if (is_open_for(file, 1)) FAIL(1);
    return REAL(fallocate)(file, mode, offset, length);
}

int close(int file) {
    int is_ours = is_open_for(file, 1);
    int result = REAL(close)(file);
    if (is_ours) FAIL(1);
    return result;
}

int rename(const char *from, const char *to) {
    if (is_place(AT_FDCWD, to)) FAIL(1);
    return REAL(rename)(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    if (is_place(to_folder, to)) FAIL(1);
    return REAL(renameat2)(from_folder, from, to_folder, to, flags);
}

int mkdir(const char *path, mode_t mode) {
    if (is_place(AT_FDCWD, path)) FAIL(1);
    return REAL(mkdir)(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode) {
    if (is_place(folder, path)) FAIL(1);
    return REAL(mkdirat)(folder, path, mode);
}

int symlinkat(const char *target, int folder, const char *path) {
    if (is_place(folder, path)) FAIL(1);
    return REAL(symlinkat)(target, folder, path);
}

int linkat(int from_folder, const char *from, int folder, const char *path, int flags) {
    if (is_place(folder, path)) FAIL(1);
    return REAL(linkat)(from_folder, from, folder, path, flags);
}

int unlink(const char *path) {
    if (is_place(AT_FDCWD, path)) FAIL(0);
    return REAL(unlink)(path);
}

int unlinkat(int folder, const char *path, int flags) {
    if (is_place(folder, path)) FAIL(0);
    return REAL(unlinkat)(folder, path, flags);
}

int openat(int folder, const char *path, int flags, ...) {
    mode_t mode = 0;
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {
        va_list list;
        va_start(list, flags);
        mode = va_arg(list, mode_t);
        va_end(list);
        if (is_place(folder, path)) FAIL(1);
    }
    return REAL(openat)(folder, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {
        va_list list;
        va_start(list, flags);
        mode = va_arg(list, mode_t);
        va_end(list);
        if (is_place(AT_FDCWD, path)) FAIL(1);
    }
    return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    mode_t mode = 0;
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {
        va_list list;
        va_start(list, flags);
        mode = va_arg(list, mode_t);
        va_end(list);
        if (is_place(AT_FDCWD, path)) FAIL(1);
    }
    return REAL(open64)(path, flags, mode);
}
