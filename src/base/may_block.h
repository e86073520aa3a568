// PICKET_MAY_BLOCK: the first statement of every method that may wait for a disk, a peer or a pool.
// On an io thread such a wait stalls every connection of that thread, so there it aborts; in the
// release build it is counted, and written to stderr once, because a slow answer beats a crash.
#pragma once

#include <cstdint>

namespace picket {

/// Marks the calling thread as an io thread while it lives.
class IoThreadScope {
 public:
  IoThreadScope() noexcept;
  ~IoThreadScope();
  IoThreadScope(const IoThreadScope&) = delete;
  IoThreadScope& operator=(const IoThreadScope&) = delete;
};

bool on_io_thread() noexcept;

/// Since the process started; always 0 where it aborts.
std::uint64_t blocking_calls_on_io_threads() noexcept;

namespace detail {
void blocked_on_io_thread(const char* function) noexcept;
}  // namespace detail

inline void check_may_block(const char* function) noexcept {
  if (on_io_thread()) detail::blocked_on_io_thread(function);
}

}  // namespace picket

#define PICKET_MAY_BLOCK() ::picket::check_may_block(__func__)
