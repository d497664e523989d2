#ifndef CSPOOF_H
#define CSPOOF_H
#include <stddef.h>
#include <stdint.h>

/* ICU's spoof checker under names that do not change with ICU's version (its headers rename every symbol). */

/* A checker that lives as long as the process, or NULL. Safe to read from many threads. */
const void *candor_spoof_open(void);

/* The UTS 39 skeleton of `text` (UTF-8, `length` bytes) into `out`; returns its length, or -1 where ICU refuses or it does not fit. */
int32_t candor_spoof_skeleton(const void *checker, const char *text, int32_t length, char *out, int32_t capacity);

#endif
