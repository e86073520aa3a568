#include "engine/batch_processor.h"

#include "base/assert.h"

namespace picket::engine {

ProcessError::Kind kind_of(ErrorKind kind) noexcept {
  switch (kind) {
    // The request itself is wrong: this record will never pass.
    case ErrorKind::invalid_argument:
    case ErrorKind::unauthenticated:
    case ErrorKind::not_found:
    case ErrorKind::conflict:
      return ProcessError::Kind::poison;
    case ErrorKind::rate_limited:
    case ErrorKind::unavailable:
    case ErrorKind::timeout:
      return ProcessError::Kind::slow_down;
    // The store is broken, not the record: setting aside everything that comes would bury the
    // cause under dead letters. Wait for the repair; telemetry logs these as errors.
    case ErrorKind::corrupt:
    case ErrorKind::internal:
      return ProcessError::Kind::slow_down;
  }
  PICKET_ASSERT(false);
}

}  // namespace picket::engine
