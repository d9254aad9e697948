#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

int ct_pipe(int ends[2]) {
  if (pipe(ends) != 0) return errno;
  for (int end = 0; end < 2; end++) {
    fcntl(ends[end], F_SETFD, FD_CLOEXEC);
    fcntl(ends[end], F_SETFL, O_NONBLOCK);
  }
  return 0;
}

int ct_scratch_file(void) {
#ifdef __linux__
  int descriptor = memfd_create("frame", MFD_CLOEXEC);
  if (descriptor >= 0) return descriptor;
#endif
  char path[] = "/tmp/farshore-frame-XXXXXX";
  int file = mkstemp(path);
  if (file < 0) return -1;
  unlink(path);
  fcntl(file, F_SETFD, FD_CLOEXEC);
  return file;
}

int ct_open_unblocked(int terminal) {
  char path[256];
  struct stat before, after;
  if (ttyname_r(terminal, path, sizeof path) != 0 || fstat(terminal, &before) != 0) return -1;
  int own = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (own < 0) return -1;
  if (fstat(own, &after) != 0 || after.st_rdev != before.st_rdev) {
    close(own);
    return -1;
  }
  return own;
}

void ct_keep_freed_memory(void) {
#ifdef __GLIBC__
  // A frame is some hundred KiB, which glibc returns and fetches anew, page fault by page fault, at every key.
  mallopt(M_TOP_PAD, 1 << 20);
  // As the stores set it, so that it does not matter who comes first.
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 18);
#endif
}
