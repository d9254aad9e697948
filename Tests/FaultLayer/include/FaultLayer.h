// A layer between the program and the C library in which file calls fail; tests load it with LD_PRELOAD.
//
// FARSHORE_FAULT_UNDER   only files beneath this folder are meant
// FARSHORE_FAULT_AT      the number of the one call that fails with FARSHORE_FAULT_ERRNO
// FARSHORE_FAULT_FROM    the number from which on every call that needs room fails as on a full disk
// FARSHORE_FAULT_COUNT   the file that gets the number of calls when the program ends
// FARSHORE_HANG_UNDER    reads of files beneath this folder do not return, but for those from the first byte on,
// FARSHORE_HANG_WHILE    as long as this file exists
#ifndef FAULT_LAYER_H
#define FAULT_LAYER_H
#endif
