#include "base/may_block.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace picket {
namespace {

constinit thread_local bool is_io_thread = false;
std::atomic<std::uint64_t> blocking_calls{0};

}  // namespace

IoThreadScope::IoThreadScope() noexcept {
  is_io_thread = true;
}
IoThreadScope::~IoThreadScope() {
  is_io_thread = false;
}

bool on_io_thread() noexcept {
  return is_io_thread;
}

std::uint64_t blocking_calls_on_io_threads() noexcept {
  return blocking_calls.load(std::memory_order_relaxed);
}

namespace detail {

void blocked_on_io_thread(const char* function) noexcept {
  const bool first = blocking_calls.fetch_add(1, std::memory_order_relaxed) == 0;
  if (first) std::fprintf(stderr, "picket: %s may block, but runs on an io thread\n", function);
#ifndef PICKET_COUNT_BLOCKING_CALLS
  std::abort();
#endif
}

}  // namespace detail
}  // namespace picket
