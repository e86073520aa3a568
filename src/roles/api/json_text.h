// Small pieces of JSON that every answer is made of. Source: shared spec "api", sections 1.6, 1.8.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"

namespace picket::api {

/// Ids are strings.
boost::json::value id_text(std::int64_t id);
boost::json::value text_or_null(std::string_view text);
boost::json::value date_text(Timestamp time);
boost::json::value date_or_null(const std::optional<Timestamp>& time);

/// The member, or null when `object` lacks it.
boost::json::value member_or_null(const boost::json::object& object, std::string_view key);
/// A copy without the members that are null.
boost::json::object without_nulls(const boost::json::object& object);

}  // namespace picket::api
