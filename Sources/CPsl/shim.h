#include <libpsl.h>
#include <stdio.h>
