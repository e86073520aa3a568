#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace picket {

void assertion_failed(const char* expression, const char* file, int line) noexcept {
  std::fprintf(stderr, "picket: assertion failed: %s (%s:%d)\n", expression, file, line);
  std::abort();
}

}  // namespace picket
