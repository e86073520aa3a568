#include "domain/items/container.h"

#include <utility>

#include "domain/normalize/scalar.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace json = boost::json;

namespace {

/// The array of a container; null when it is none, or not of `item_count` elements.
const json::array* items_of(const json::value& container, std::uint32_t item_count) {
  if (!container.is_object()) return nullptr;
  const json::array* const items = protocol::find_array(container.get_object(), "items");
  return items != nullptr && items->size() == item_count ? items : nullptr;
}

bool is_span(const json::value& value, std::string_view end_key) {
  if (!value.is_object()) return false;
  const json::object& span = value.get_object();
  const json::value* const start = span.if_contains("start_timestamp");
  const json::value* const end = span.if_contains(end_key);
  if (start == nullptr || end == nullptr) return false;
  const auto began = normalize::read_timestamp(*start);
  const auto ended = normalize::read_timestamp(*end);
  return began && ended && *began <= *ended && to_unix_us(*began) >= 0 &&
         normalize::canonical_trace_id(protocol::find_string(span, "trace_id")) &&
         normalize::canonical_span_id(protocol::find_string(span, "span_id"));
}

}  // namespace

std::string_view container_content_type(protocol::ItemType type) noexcept {
  switch (type) {
    case protocol::ItemType::span:
      return "application/vnd.sentry.items.span.v2+json";
    case protocol::ItemType::log:
      return "application/vnd.sentry.items.log+json";
    case protocol::ItemType::trace_metric:
      return "application/vnd.sentry.items.trace-metric+json";
    default:  // The other twenty hold one thing each.
      return {};
  }
}

bool names_container(std::string_view header, protocol::ItemType type) {
  const std::string_view wanted = container_content_type(type);
  const auto parsed = protocol::parse_json(header);
  return !wanted.empty() && parsed && parsed->is_object() &&
         protocol::find_string(parsed->get_object(), "content_type") == wanted;
}

Result<std::size_t, Fault> check_container(std::string_view text, std::uint32_t item_count) {
  const auto parsed = protocol::parse_json(text);
  if (!parsed) return unexpected(Fault::json);
  const json::array* const items = items_of(*parsed, item_count);
  if (items == nullptr) return unexpected(Fault::json);
  return items->size();
}

Result<Spans, Fault> read_spans(std::string_view text, std::uint32_t item_count,
                                const KeepSpan& keep) {
  const auto parsed = protocol::parse_json(text);
  if (!parsed) return unexpected(Fault::json);
  Spans spans;
  json::array kept;
  std::size_t valid = 0;
  const auto read = [&](const json::value& span, std::string_view end_key) {
    if (!is_span(span, end_key)) return false;
    ++valid;
    if (!keep || keep(span.get_object())) kept.push_back(span);
    return true;
  };
  if (item_count == 0) {
    if (!parsed->is_object()) return unexpected(Fault::json);
    read(*parsed, "timestamp");
  } else {
    const json::array* const items = items_of(*parsed, item_count);
    if (items == nullptr) return unexpected(Fault::json);
    for (const json::value& span : *items) {
      if (!read(span, "end_timestamp")) ++spans.invalid;
    }
  }
  if (valid == 0) return unexpected(Fault::value);
  spans.kept = kept.size();
  json::object all;
  all["items"] = std::move(kept);
  protocol::write_json(all, spans.json);
  return spans;
}

}  // namespace picket::domain::items
