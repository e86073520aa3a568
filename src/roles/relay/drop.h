// Drop: why an event or item goes no further.
#pragma once

#include <string_view>

#include "base/result.h"
#include "protocol/outcome.h"

namespace picket::relay {

struct Drop {
  protocol::Outcome outcome = protocol::Outcome::invalid;
  std::string_view reason;  ///< In static storage, or kept alive by the request's snapshot.
};

inline Result<void, Drop> drop_invalid(std::string_view reason) {
  return unexpected(Drop{protocol::Outcome::invalid, reason});
}

}  // namespace picket::relay
