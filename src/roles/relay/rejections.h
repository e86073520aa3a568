// Rejections that more than one stage gives.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "protocol/outcome.h"
#include "roles/relay/intake.h"

namespace picket::relay {

inline Rejection bad_body(std::string detail, std::string cause, std::string_view outcome_reason) {
  return {Refused::body, 400, std::move(detail), std::move(cause), std::string(outcome_reason)};
}

inline Rejection empty_body() {
  return bad_body("empty request body", {}, protocol::reason::kNoData);
}

}  // namespace picket::relay
