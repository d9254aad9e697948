#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum { watched_count = 7 };
static const int watched[watched_count] = {SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT};
static struct sigaction former[watched_count];
static sigset_t former_mask;
static int ends[2] = {-1, -1};

// Any thread, any mask: one byte into a pipe is all that happens here. A full pipe loses nothing that matters, the
// reader is about to wake anyway.
static void note_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(ends[1], &byte, 1);
  (void)written;
  errno = saved;
}

int ct_signals_open(void) {
  if (ends[0] >= 0) return -1;
  if (ct_pipe(ends) != 0) return -1;
  struct sigaction action = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int each = 0; each < watched_count; each++) {
    sigaction(watched[each], &action, &former[each]);
    sigaddset(&wanted, watched[each]);
  }
  // Whoever starts a process from a thread that blocks signals hands that down without meaning it.
  pthread_sigmask(SIG_UNBLOCK, &wanted, &former_mask);
  return ends[0];
}

void ct_signals_close(void) {
  if (ends[0] < 0) return;
  for (int each = 0; each < watched_count; each++) sigaction(watched[each], &former[each], NULL);
  pthread_sigmask(SIG_SETMASK, &former_mask, NULL);
  close(ends[0]);
  close(ends[1]);
  ends[0] = ends[1] = -1;
}

// A whole group stops, as with ^Z in cooked mode, so that a shell waiting for a wrapper script notices. This process
// ignores the group's signal and takes one of its own: sent to the process, another thread might stop for it while
// this one runs on, and would stop a second time when continued. SIGTSTP rather than SIGSTOP, because the kernel does
// not stop an orphaned group for it, which nobody could continue.
void ct_stop_self(void) {
  struct sigaction ours, other = {.sa_handler = SIG_IGN};
  sigaction(SIGTSTP, &other, &ours);
  kill(0, SIGTSTP);
  other.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &other, NULL);
  pthread_kill(pthread_self(), SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

void ct_end_by_signal(int number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  sigaction(number, &action, NULL);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  pthread_kill(pthread_self(), number);
  _exit(128 + number);
}
