// API tokens as they are shown. Source: shared spec "api", section 2.
#pragma once

#include <boost/json.hpp>

#include "ports/tokens.h"

namespace picket::api {

/// More are refused: a list that nobody can look through hides the one that leaked.
inline constexpr std::size_t kMaxTokens = 100;
inline constexpr std::size_t kMaxTokenName = 255;

boost::json::object user_token_json(const ports::ApiToken& token);
boost::json::object org_token_json(const ports::ApiToken& token);

}  // namespace picket::api
