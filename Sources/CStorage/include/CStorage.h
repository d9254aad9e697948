// libzstd and the Linux file calls that Swift's Glibc module does not show.
#ifndef FARSHORE_CSTORAGE_H
#define FARSHORE_CSTORAGE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <zstd.h>

// Flags and whence values hidden without _GNU_SOURCE.
extern const int cs_o_direct;
extern const int cs_o_path;
extern const int cs_seek_data;
extern const int cs_seek_hole;

/// openat that resolves only beneath `directory` and follows no symbolic link in any part of `path`.
/// Returns a descriptor, or -1 with errno; ENOSYS where the kernel has no openat2.
int cs_open_beneath(int directory, const char *path, int flags, mode_t mode);

/// Removes a folder beneath `directory` if it is empty, following no link. 0, or -1 with errno.
int cs_remove_empty_beneath(int directory, const char *path);

/// renameat2 with RENAME_NOREPLACE.
int cs_rename_noreplace(int from_directory, const char *from, int to_directory, const char *to);

/// Reserves `length` bytes from the start of the file without changing its size.
int cs_reserve(int descriptor, int64_t length);

/// The size of a block device in bytes, or -1 with errno.
int64_t cs_block_device_size(int descriptor);

/// 0 when nobody has the file open for writing, 1 when somebody has, -1 with errno when it cannot be told.
int cs_open_for_writing(int descriptor);

/// flock without waiting: exclusive or shared. 0, or -1 with errno (EWOULDBLOCK: somebody else holds it).
int cs_lock(int descriptor, int exclusive, int wait);

/// Ends a flock, also where a process that is just being started holds a copy of the descriptor.
void cs_unlock(int descriptor);

/// Asks the kernel to forget its cached pages of the file.
int cs_forget_pages(int descriptor);

/// Fills `length` bytes from the kernel's random source; 0 or -1 with errno.
int cs_random(void *bytes, size_t length);

/// Makes the calling thread yield to interactive ones; best effort.
void cs_lower_priority(void);

/// Has the allocator give large blocks back to the kernel at once and keep threads to a few heaps, so that what a long
/// run holds follows what it uses. For the whole process; called before its threads begin.
void cs_hold_little(void);

/// Number of the processor's cores this process may use.
int cs_processors(void);

/// Starts `program` in a session of its own with no terminal and no descriptor of the caller; standard error goes to
/// `log`. Returns 0, or an error number.
int cs_spawn_detached(pid_t *process, const char *program, char *const arguments[], const char *log);

/// Starts `program` in a session of its own with this environment; it reads `input` (above 2), and what it writes goes to
/// `output` (above 2); no other descriptor of the caller is open in it. Returns 0, or an error number.
int cs_spawn_program(pid_t *process, const char *program, char *const arguments[], char *const environment[], int input,
                     int output);

/// The names of the extended attributes of `name` in `folder`, one after the other with a zero byte behind each; a link
/// itself is asked, not what it points to. With a size of 0 only the length is given. -1 with errno.
int64_t cs_list_attributes(int folder, const char *name, char *names, size_t size);

/// The value of one extended attribute of `name` in `folder`, or its length when `size` is 0. -1 with errno.
int64_t cs_get_attribute(int folder, const char *name, const char *attribute, void *value, size_t size);

/// Sets an extended attribute of `name` in `folder`, following no link. 0, or -1 with errno.
int cs_set_attribute(int folder, const char *name, const char *attribute, const void *value, size_t size);

/// Sets an extended attribute of an open file or folder. 0, or -1 with errno.
int cs_set_own_attribute(int descriptor, const char *attribute, const void *value, size_t size);

/// Removes an extended attribute of an open file or folder. 0, or -1 with errno.
int cs_remove_attribute(int descriptor, const char *attribute);

/// Makes a fifo, a socket's name or a device node. 0, or -1 with errno.
int cs_make_node(int folder, const char *name, mode_t mode, uint32_t major, uint32_t minor);

/// The two halves of a device number.
uint32_t cs_device_major(dev_t device);
uint32_t cs_device_minor(dev_t device);

/// Makes everything written to the descriptor's file system durable. 0, or -1 with errno.
int cs_sync_file_system(int descriptor);

#endif
