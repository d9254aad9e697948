// The C face of the terminal: ncursesw with its wide characters, what Swift cannot import of it (macros, shared
// variables), and the few system calls that must be written in C (signal handlers, fork, feature-test macros).
#ifndef CTERMINAL_H
#define CTERMINAL_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

// ---- curses: macros and shared variables as constants and functions ----

static const uint32_t ct_bold = A_BOLD;
static const uint32_t ct_dim = A_DIM;
static const uint32_t ct_underline = A_UNDERLINE;
static const uint32_t ct_reverse = A_REVERSE;

static inline WINDOW *ct_standard_window(void) { return stdscr; }
static inline int ct_colours(void) { return COLORS; }
static inline int ct_colour_pairs(void) { return COLOR_PAIRS; }
/// Makes the next doupdate repaint the whole screen.
static inline void ct_repaint_all(void) { clearok(curscr, TRUE); }

/// Puts scalars of one style at a position; the window's own attributes are set first so that nothing is inherited.
int ct_put(WINDOW *window, int row, int column, uint32_t attributes, int pair, const uint32_t *scalars, int count);

// ---- terminfo, read before curses may exit the process over an unknown terminal ----

/// Reads the entry of a terminal type: 1 found, 0 unknown, -1 no terminfo database.
int ct_terminfo_load(const char *type, int descriptor);
/// A string capability of the entry loaded last; NULL where the terminal lacks it.
const char *ct_terminfo_string(const char *name);
/// Whether the entry loaded last has a flag, extended ones included.
bool ct_terminfo_flag(const char *name);
/// A number of the entry loaded last; negative where the terminal has none.
int ct_terminfo_number(const char *name);
/// A string capability with a colour filled in, valid until the next call; NULL where the terminal lacks it.
const char *ct_terminfo_coloured(const char *name, int colour);

// ---- characters ----

/// Sets the character type locale; false where the system lacks it.
bool ct_set_locale(const char *name);
/// The name of the character set of the locale set last, e.g. "UTF-8".
const char *ct_codeset(void);
/// Columns a scalar takes in the locale set last; -1 where its character set cannot show it.
int ct_width(uint32_t scalar);
/// The scalar of one byte in the locale set last; -1 where it is none by itself.
int32_t ct_scalar_of_byte(uint8_t byte);
/// The byte of a scalar in a locale of single bytes; -1 where it has none.
int ct_byte_of_scalar(uint32_t scalar);

// ---- descriptors ----

/// A pipe whose ends never block and are closed on exec: 0 or errno.
int ct_pipe(int ends[2]);
/// An empty unnamed file: the descriptor, or -1.
int ct_scratch_file(void);
/// Opens the terminal behind a descriptor anew, for writing without blocking: the descriptor, or -1.
int ct_open_unblocked(int terminal);

/// Keeps memory that was freed for the next frame, instead of giving it back to the kernel after each.
void ct_keep_freed_memory(void);

// ---- signals ----

/// Installs handlers that write the number of each signal as one byte to a pipe: its reading end, or -1.
int ct_signals_open(void);
/// Puts the former handlers back and closes the pipe.
void ct_signals_close(void);
/// Stops the process group as ^Z would, and returns once continued. An orphaned group is not stopped.
void ct_stop_self(void);
/// Ends the process by a signal, so that its parent sees which.
void ct_end_by_signal(int number) __attribute__((noreturn));

// ---- restoring the terminal when the process crashes or exits unasked ----

/// From here on a fatal signal or exit() writes `reset` to the terminal and restores its modes and descriptor 2.
void ct_guard_arm(
  int terminal, const struct termios *modes, const uint8_t *reset, size_t count, int diagnostics);
/// The terminal is as it was found: the guard does nothing more.
void ct_guard_disarm(void);

// ---- pseudo-terminals, for tests ----

/// Opens a pseudo-terminal of a size: its master, or -1; `name` receives the path of the other side.
int ct_pty_open(int columns, int rows, char *name, size_t capacity);
/// Starts a program as leader of a session on a new pseudo-terminal: its process, or -1; `master` receives the
/// descriptor of this side. The program starts with default signal handling; `folder` may be NULL.
pid_t ct_pty_spawn(
  const char *path, char *const arguments[], char *const environment[], const char *folder, int columns, int rows,
  int *master);
/// Changes the size of a terminal; its foreground processes get SIGWINCH.
int ct_pty_resize(int terminal, int columns, int rows);

#endif
