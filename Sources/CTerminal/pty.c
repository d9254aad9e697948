#define _GNU_SOURCE
#include "CTerminal.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int ct_pty_resize(int descriptor, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  return ioctl(descriptor, TIOCSWINSZ, &size);
}

int ct_pty_open(int columns, int rows, char *name, size_t capacity) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -1;
  // ptsname keeps its answer where every thread writes it.
  if (grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, name, capacity) != 0
      || ct_pty_resize(master, columns, rows) != 0) {
    close(master);
    return -1;
  }
  return master;
}

static void start_program(
  const char *terminal_path, const char *path, char *const arguments[], char *const environment[],
  const char *folder) {
  // First of all: until then this process holds copies of every file its parent is writing.
  close_range(3, ~0U, 0);
  struct sigaction action = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  int terminal = open(terminal_path, O_RDWR | O_CLOEXEC);
  if (terminal < 0 || ioctl(terminal, TIOCSCTTY, 0) != 0) _exit(126);
  for (int standard = 0; standard < 3; standard++) dup2(terminal, standard);
  if (folder != NULL && chdir(folder) != 0) _exit(126);
  execve(path, arguments, environment);
  _exit(127);
}

pid_t ct_pty_spawn(
  const char *path, char *const arguments[], char *const environment[], const char *folder, int columns, int rows,
  int *master) {
  char terminal[128];
  *master = ct_pty_open(columns, rows, terminal, sizeof terminal);
  if (*master < 0) return -1;
  pid_t child = fork();
  if (child == 0) start_program(terminal, path, arguments, environment, folder);
  if (child < 0) {
    close(*master);
    *master = -1;
  }
  return child;
}
