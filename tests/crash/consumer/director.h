// Director: decides what happens at each call that the consumer makes to a store.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace picket::crash {

/// The calls of one batch that matter for "once", in the order they are made.
enum class Call : std::uint8_t {
  log_read,
  mark,  ///< log.commit of the in-flight range, and the offset commit (d).
  blobs_put,
  meta_begin,
  meta_commit,
  events_append,
  meta_read,
  events_read,
};
inline constexpr Call kCalls[] = {Call::log_read,   Call::mark,        Call::blobs_put,
                                  Call::meta_begin, Call::meta_commit, Call::events_append,
                                  Call::meta_read,  Call::events_read};

/// `before`: nothing happened yet. `after`: the store did it, but its caller may not hear so.
enum class When : std::uint8_t { before, after };

/// Thrown where the process dies. Not a std::exception: nothing on the way catches it.
struct ProcessDied {};

/// Returns an error for the caller, or throws ProcessDied, or lets it pass.
using Director = std::function<std::optional<Error>(Call, When)>;

/// Sees each compressed event before it is stored; throws ProcessDied where one kills the process.
using PayloadWatch = std::function<void(std::string_view)>;

inline Error store_away() {
  return {ErrorKind::unavailable, "away", ""};
}

}  // namespace picket::crash
