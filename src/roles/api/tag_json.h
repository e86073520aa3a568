// Tags and their values as JSON. Source: shared spec "api", section 11.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "net/http.h"
#include "ports/event_tags.h"

namespace picket::api {

/// "browser.name" is called "Browser.Name", "url" "URL".
std::string tag_label(std::string_view key);

/// {key, name, totalValues}
boost::json::object tag_key_json(std::string_view key, std::int64_t events);
/// The same with topValues.
boost::json::object tag_summary_json(const ports::TagSummary& summary);
boost::json::object tag_value_json(std::string_view key, const ports::TagValue& value);

/// `X-Picket-Sampled: 1` when numbers are estimates: the lists have no place for it.
void say_if_sampled(std::span<const ports::TagSummary> tags, net::Response& response);

/// Letters, digits, '_', '.', ':', '-'.
bool is_tag_key(std::string_view key) noexcept;

}  // namespace picket::api
