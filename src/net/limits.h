// What the HTTP edge grants a client, and for how long. Every figure has its reason here.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/units.h"

namespace picket::net {

struct Limits {
  /// Request line and all fields. SDK requests have under 1 KiB; cookies and long query strings of
  /// browsers fit four times over.
  std::size_t max_header_bytes = 32_KiB;
  /// Fields per request: a browser sends about 20.
  std::size_t max_header_fields = 128;
  /// An idle connection costs about 5 KB here and as much in the kernel. Beyond it a connection is
  /// accepted, answered 503 and closed, so that the client knows rather than waits.
  std::size_t max_connections = 10'000;
  /// All requests being received or handled, by capacity of their buffers, decoders included: what
  /// keeps the process under 384 MiB, with moving buffers and parsing on top. Then: 503. How it is
  /// shared, and what one body may have of it at most (413), is in body_budget.h.
  std::size_t max_body_bytes_in_flight = 128_MiB;

  /// From the first byte of a request to the end of its header: one packet, or a lossy mobile link.
  std::chrono::milliseconds header_timeout{15'000};
  /// A body may take this long, plus the time its bytes take at the least rate below ...
  std::chrono::milliseconds body_grace{10'000};
  /// ... which the slowest mobile link (GPRS, 30 kbit/s) still makes ...
  std::size_t body_least_bytes_per_second = 2'000;
  /// ... but never longer than this, however steadily it drips: it holds memory all the time.
  std::chrono::milliseconds body_timeout{300'000};
  /// Between requests. Above the 60 s that nginx and cloud balancers keep an idle upstream
  /// connection, so that they close first and never send into a closing one.
  std::chrono::milliseconds idle_timeout{75'000};
  /// For the client to take an answer.
  std::chrono::milliseconds write_timeout{30'000};
  /// A client that closes its half of the connection while its question is worked on has left, or
  /// says that it asks nothing else: so long it is believed to wait. Then Request::stop.
  std::chrono::milliseconds departure_grace{1'000};
  /// After an early answer: how long the rest of the request is read and dropped, so that a reset
  /// does not destroy the answer before the client reads it.
  std::chrono::milliseconds linger_timeout{2'000};
};

/// Seconds that a 503 tells the client to wait: time for a full queue or disk to recover.
inline constexpr int kRetryAfterSeconds = 5;

}  // namespace picket::net
