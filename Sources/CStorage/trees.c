#define _GNU_SOURCE
#include "CStorage.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

// There is no call that takes a folder and a name; the kernel resolves the descriptor's own link to the folder itself.
static int place(char *path, size_t size, int folder, const char *name) {
    int length = snprintf(path, size, "/proc/self/fd/%d/%s", folder, name);
    if (length < 0 || (size_t)length >= size) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return 0;
}

int64_t cs_list_attributes(int folder, const char *name, char *names, size_t size) {
    char path[512];
    if (place(path, sizeof path, folder, name)) return -1;
    return llistxattr(path, size ? names : NULL, size);
}

int64_t cs_get_attribute(int folder, const char *name, const char *attribute, void *value, size_t size) {
    char path[512];
    if (place(path, sizeof path, folder, name)) return -1;
    return lgetxattr(path, attribute, size ? value : NULL, size);
}

int cs_set_attribute(int folder, const char *name, const char *attribute, const void *value, size_t size) {
    char path[512];
    if (place(path, sizeof path, folder, name)) return -1;
    return lsetxattr(path, attribute, value, size, 0);
}

int cs_set_own_attribute(int descriptor, const char *attribute, const void *value, size_t size) {
    return fsetxattr(descriptor, attribute, value, size, 0);
}

int cs_remove_attribute(int descriptor, const char *attribute) { return fremovexattr(descriptor, attribute); }

int cs_make_node(int folder, const char *name, mode_t mode, uint32_t major, uint32_t minor) {
    return mknodat(folder, name, mode, makedev(major, minor));
}

uint32_t cs_device_major(dev_t device) { return major(device); }

uint32_t cs_device_minor(dev_t device) { return minor(device); }

int cs_sync_file_system(int descriptor) { return syncfs(descriptor); }
