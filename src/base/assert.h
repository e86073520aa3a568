// PICKET_ASSERT: a broken invariant of our own code. On in every build; prints and aborts.
#pragma once

namespace picket {
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;
}  // namespace picket

#define PICKET_ASSERT(expression)                       \
  (static_cast<bool>(expression) ? static_cast<void>(0) \
                                 : ::picket::assertion_failed(#expression, __FILE__, __LINE__))
