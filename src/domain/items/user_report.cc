#include "domain/items/user_report.h"

#include <boost/json.hpp>

#include "base/utf8.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

/// False when it is no text.
bool copy_text(const json::object& given, std::string_view key, std::size_t max_chars,
               json::object& kept) {
  std::string_view text;
  if (const json::value* const value = given.if_contains(key);
      value != nullptr && !value->is_null()) {
    if (!value->is_string()) return false;
    text = std::string_view(value->get_string());
  }
  kept[key] = utf8_prefix(text, max_chars);
  return true;
}

}  // namespace

Result<UserReport, Fault> read_user_report(std::string_view text, const EventId& event) {
  const auto parsed = protocol::parse_json(text);
  if (!parsed || !parsed->is_object()) return unexpected(Fault::json);
  const json::object& given = parsed->get_object();
  UserReport report;
  report.event = event;
  if (const json::value* const id = given.if_contains("event_id");
      id != nullptr && !id->is_null()) {
    const auto own =
        id->is_string() ? EventId::parse(std::string_view(id->get_string())) : std::nullopt;
    if (!own) return unexpected(Fault::json);
    report.event = *own;
  }
  json::object kept;
  kept["event_id"] = report.event.to_hex();
  if (!copy_text(given, "name", kMaxReportNameChars, kept) ||
      !copy_text(given, "email", kMaxReportEmailChars, kept) ||
      !copy_text(given, "comments", kMaxReportCommentsChars, kept)) {
    return unexpected(Fault::json);
  }
  protocol::write_json(kept, report.json);
  return report;
}

}  // namespace picket::domain::items
