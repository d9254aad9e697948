#define _GNU_SOURCE
#include "CStorage.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;

/// Starts a program as if from a fresh login: no signal blocked or ignored, no terminal, no open file of ours but what
/// `files` gives it; ends `files`.
static int launch(pid_t *process, const char *program, char *const arguments[], char *const environment[],
                  posix_spawn_file_actions_t *files, int failure) {
    posix_spawnattr_t attributes;
    sigset_t none, all;
    if (!failure && !(failure = posix_spawnattr_init(&attributes))) {
        sigemptyset(&none);
        sigfillset(&all);
        if (!(failure = posix_spawn_file_actions_addclosefrom_np(files, 3)) &&
            !(failure = posix_spawnattr_setsigmask(&attributes, &none)) &&
            !(failure = posix_spawnattr_setsigdefault(&attributes, &all)) &&
            !(failure = posix_spawnattr_setflags(
                  &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)))
            failure = posix_spawn(process, program, files, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(files);
    return failure;
}

int cs_spawn_detached(pid_t *process, const char *program, char *const arguments[], const char *log) {
    posix_spawn_file_actions_t files;
    int failure = posix_spawn_file_actions_init(&files);
    if (failure) return failure;
    if (!(failure = posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)) &&
        !(failure = posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)))
        failure = posix_spawn_file_actions_addopen(&files, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    return launch(process, program, arguments, environ, &files, failure);
}

int cs_spawn_program(pid_t *process, const char *program, char *const arguments[], char *const environment[], int input,
                     int output) {
    posix_spawn_file_actions_t files;
    int failure = posix_spawn_file_actions_init(&files);
    if (failure) return failure;
    if (!(failure = posix_spawn_file_actions_adddup2(&files, input, 0)) &&
        !(failure = posix_spawn_file_actions_adddup2(&files, output, 1)))
        failure = posix_spawn_file_actions_adddup2(&files, output, 2);
    return launch(process, program, arguments, environment, &files, failure);
}
