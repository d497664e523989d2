#include "CSpoof.h"
#include <unicode/uspoof.h>

const void *candor_spoof_open(void) {
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open(&status);
  return U_SUCCESS(status) ? checker : NULL;
}

int32_t candor_spoof_skeleton(const void *checker, const char *text, int32_t length, char *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = uspoof_getSkeletonUTF8((const USpoofChecker *)checker, 0, text, length, out, capacity, &status);
  return U_SUCCESS(status) && count <= capacity ? count : -1;
}
