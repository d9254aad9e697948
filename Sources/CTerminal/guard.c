#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { fatal_count = 7, reset_capacity = 512 };
static const int fatal[fatal_count] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
static struct sigaction former[fatal_count];
static volatile sig_atomic_t armed;
static int terminal = -1;
static int diagnostics = -1;
static struct termios found_modes;
static unsigned char reset[reset_capacity];
static size_t reset_count;
static bool chains;
static _Alignas(16) unsigned char stack[64 * 1024];

// Only calls that POSIX allows in a signal handler. The descriptor may refuse to block, so a full terminal is given a
// moment and no more: a crash must end.
static void restore(void) {
  if (!armed) return;
  armed = 0;
  size_t done = 0;
  for (int attempt = 0; done < reset_count && attempt < 20; attempt++) {
    ssize_t n = write(terminal, reset + done, reset_count - done);
    if (n > 0) {
      done += (size_t)n;
    } else if (n < 0 && errno == EAGAIN) {
      struct pollfd room = {.fd = terminal, .events = POLLOUT};
      poll(&room, 1, 50);
    } else if (n < 0 && errno != EINTR) {
      break;
    }
  }
  tcsetattr(terminal, TCSANOW, &found_modes);
  if (diagnostics >= 0) dup2(diagnostics, STDERR_FILENO);
}

static void crashed(int number) {
  int saved = errno;
  restore();
  // Swift's backtracer would wait for a key press when it finds a terminal; it gets its turn only where asked for.
  struct sigaction next = {.sa_handler = SIG_DFL};
  for (int each = 0; each < fatal_count; each++)
    if (fatal[each] == number && chains) next = former[each];
  sigaction(number, &next, NULL);
  errno = saved;
  raise(number);
}

static void left(void) { restore(); }

void ct_guard_arm(
  int descriptor, const struct termios *modes, const uint8_t *bytes, size_t count, int saved_diagnostics) {
  static bool at_exit;
  if (!at_exit) at_exit = atexit(left) == 0;
  ct_guard_disarm();
  terminal = descriptor;
  diagnostics = saved_diagnostics;
  found_modes = *modes;
  reset_count = count < reset_capacity ? count : reset_capacity;
  memcpy(reset, bytes, reset_count);
  chains = getenv("SWIFT_BACKTRACE") != NULL;
  stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&own, NULL);
  struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  for (int each = 0; each < fatal_count; each++) sigaction(fatal[each], &action, &former[each]);
  armed = 1;
}

void ct_guard_disarm(void) {
  if (!armed) return;
  armed = 0;
  for (int each = 0; each < fatal_count; each++) sigaction(fatal[each], &former[each], NULL);
}
