#define _GNU_SOURCE
#include "CTerminal.h"
// term.h turns common words into macros, so it is kept out of the public header.
#include <term.h>
#include <langinfo.h>
#include <locale.h>
#include <wchar.h>

int ct_put(WINDOW *window, int row, int column, uint32_t attributes, int pair, const uint32_t *scalars, int count) {
  if (wmove(window, row, column) == ERR) return ERR;
  wattr_set(window, attributes, 0, &pair);
  return waddnwstr(window, (const wchar_t *)scalars, count);
}

int ct_terminfo_load(const char *type, int descriptor) {
  int found = 0;
  if (setupterm(type, descriptor, &found) == OK) return 1;
  // 1 here means "too generic or a hard copy terminal": known, and useless for a full screen.
  return found < 0 ? -1 : 0;
}

const char *ct_terminfo_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

bool ct_terminfo_flag(const char *name) { return tigetflag(name) == 1; }

int ct_terminfo_number(const char *name) { return tigetnum(name); }

const char *ct_terminfo_coloured(const char *name, int colour) {
  const char *value = ct_terminfo_string(name);
  return value ? tiparm(value, colour) : NULL;
}

bool ct_set_locale(const char *name) { return setlocale(LC_CTYPE, name) != NULL; }

const char *ct_codeset(void) { return nl_langinfo(CODESET); }

int ct_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int32_t ct_scalar_of_byte(uint8_t byte) {
  wint_t wide = btowc(byte);
  return wide == WEOF ? -1 : (int32_t)wide;
}

int ct_byte_of_scalar(uint32_t scalar) {
  int byte = wctob((wint_t)scalar);
  return byte == EOF ? -1 : byte;
}
