// What tests of normalization share: one request's context, and events from text.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "domain/normalize/normalize.h"
#include "protocol/json.h"

namespace picket::domain::normalize {

namespace json = boost::json;

/// 2025-11-24T16:00:00Z.
inline constexpr Timestamp kReceived = from_unix_us(1'764'000'000'000'000);

inline NormalizeContext test_context() {
  NormalizeContext context;
  context.event_id = {0x0123456789abcdefU, 0xfedcba9876543210U};
  context.project = {7};
  context.received = kReceived;
  context.client = "sentry.python/2.0.0";
  context.client_ip = "203.0.113.9";
  return context;
}

inline json::object parsed(std::string_view text) {
  auto value = protocol::parse_json(text, {}, protocol::NonFinite::keep);
  EXPECT_TRUE(value.has_value() && value->is_object()) << text.substr(0, 200);
  return value && value->is_object() ? value->get_object() : json::object();
}

inline json::object normalized(std::string_view text,
                               const NormalizeContext& context = test_context()) {
  json::object event = parsed(text);
  EXPECT_TRUE(normalize_event(event, context).has_value());
  return event;
}

/// The value at a JSON pointer as compact JSON, "absent" when there is none; a whole number without
/// fraction or exponent.
inline std::string shown(const json::object& event, std::string_view pointer) {
  const json::value root(event);
  boost::system::error_code error;
  const json::value* const found = root.find_pointer(pointer, error);
  if (found == nullptr) return "absent";
  if (const double* number = found->if_double(); number && *number == std::floor(*number)) {
    return std::to_string(static_cast<std::int64_t>(*number));
  }
  std::string text;
  protocol::write_json(*found, text);
  return text;
}

/// One event, and what is at some place of it afterwards.
struct Case {
  std::string_view event;
  std::string_view pointer;
  std::string_view want;
};

template <std::size_t N>
void expect_all(const Case (&cases)[N], const NormalizeContext& context = test_context()) {
  for (const Case& each : cases) {
    const json::object event = normalized(each.event, context);
    EXPECT_EQ(shown(event, each.pointer), each.want) << each.event << " at " << each.pointer;
  }
}

}  // namespace picket::domain::normalize
