#include "protocol/envelope.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <boost/json.hpp>

#include "base/rfc3339.h"
#include "protocol/json.h"

namespace picket::protocol {
namespace {

namespace json = boost::json;

constexpr std::string_view kJsonSpace = " \t\r\n";

struct HeaderValue {
  json::object object;
  std::string_view text;  ///< The object's JSON.
  std::size_t end;        ///< Offset behind it.
};

/// A JSON object and what must follow it: a newline or the end. `missing` says that nothing was
/// there, `invalid` that it is no object.
Result<HeaderValue, EnvelopeError> parse_header(std::string_view body, std::size_t offset,
                                                EnvelopeError missing, EnvelopeError invalid,
                                                json::storage_ptr storage) {
  const std::size_t start = body.find_first_not_of(kJsonSpace, offset);
  if (start == std::string_view::npos) return unexpected(missing);
  const std::string_view window = body.substr(start, kMaxEnvelopeHeaderBytes);
  json::value value(storage);
  std::size_t size = 0;
  if (auto prefix = parse_json_prefix(window, storage)) {
    value = std::move(prefix->value);
    size = prefix->size;
  } else {
    // Perhaps a lone surrogate in some name: such a header stands on one line.
    const std::string_view line_text = window.substr(0, window.find('\n'));
    size = line_text.find_last_not_of(kJsonSpace) + 1;
    auto line = parse_json(line_text.substr(0, size), storage);
    if (!line) return unexpected(invalid);
    value = std::move(*line);
  }
  if (!value.is_object()) return unexpected(invalid);
  const std::size_t end = start + size;
  if (end < body.size() && body[end] != '\n') return unexpected(EnvelopeError::missing_newline);
  return HeaderValue{std::move(value.get_object()), body.substr(start, size), end};
}

/// Absent or null is nullopt and fine; false when it is there and not a string.
bool read_string(const json::object& object, std::string_view key,
                 std::optional<std::string_view>& out) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return true;
  if (!value->is_string()) return false;
  out = std::string_view(value->get_string());
  return true;
}

bool read_u32(const json::object& object, std::string_view key, std::optional<std::uint32_t>& out) {
  const json::value* const value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return true;
  if (!value->is_int64() || value->get_int64() < 0 ||
      value->get_int64() > std::numeric_limits<std::uint32_t>::max()) {
    return false;
  }
  out = static_cast<std::uint32_t>(value->get_int64());
  return true;
}

Result<EnvelopeHeader, EnvelopeError> read_header(const json::object& object) {
  std::optional<std::string_view> event_id, dsn, sent_at, origin;
  if (!read_string(object, "event_id", event_id) || !read_string(object, "dsn", dsn) ||
      !read_string(object, "sent_at", sent_at) || !read_string(object, "origin", origin)) {
    return unexpected(EnvelopeError::invalid_header);
  }
  EnvelopeHeader header;
  if (event_id && !(header.event_id = EventId::parse(*event_id))) {
    return unexpected(EnvelopeError::invalid_header);
  }
  if (dsn) {
    auto parsed = parse_dsn(*dsn);
    if (!parsed) return unexpected(EnvelopeError::invalid_header);
    header.dsn = std::move(*parsed);
  }
  if (sent_at && !(header.sent_at = parse_rfc3339(*sent_at))) {
    return unexpected(EnvelopeError::invalid_header);
  }
  if (origin) header.origin = std::string(*origin);
  return header;
}

/// Fills all but the payload; the payload's length when the header tells it.
Result<std::optional<std::uint32_t>, EnvelopeError> read_item_header(const json::object& object,
                                                                     EnvelopeItem& item) {
  std::optional<std::string_view> type, attachment_type;
  std::optional<std::uint32_t> length, item_count;
  if (!read_string(object, "type", type) ||
      !read_string(object, "attachment_type", attachment_type) || !type ||
      !read_u32(object, "length", length) || !read_u32(object, "item_count", item_count)) {
    return unexpected(EnvelopeError::invalid_item_header);
  }
  item.type = parse_item_type(*type);
  if (attachment_type) item.attachment_type = parse_attachment_type(*attachment_type);
  item.item_count = item_count.value_or(0);
  return length;
}

/// Reads the item at `offset` and moves `offset` to where the next one may begin.
Result<EnvelopeItem, EnvelopeError> parse_item(std::string_view body, std::size_t& offset) {
  unsigned char buffer[1024];
  json::monotonic_resource arena(buffer, sizeof buffer);
  const auto header = parse_header(body, offset, EnvelopeError::unexpected_eof,
                                   EnvelopeError::invalid_item_header, &arena);
  if (!header) return unexpected(header.error());
  EnvelopeItem item;
  item.header = header->text;
  const auto length = read_item_header(header->object, item);
  if (!length) return unexpected(length.error());

  // The newline behind the last header may be missing.
  const std::size_t start = std::min(header->end + 1, body.size());
  std::size_t end = 0;
  if (*length) {
    if (body.size() - start < **length) return unexpected(EnvelopeError::unexpected_eof);
    end = start + **length;
    if (end < body.size() && body[end] != '\n') return unexpected(EnvelopeError::missing_newline);
  } else {
    end = std::min(body.find('\n', start), body.size());
  }
  item.payload = body.substr(start, end - start);
  offset = end + 1;
  return item;
}

}  // namespace

Result<EnvelopeHeader, EnvelopeError> parse_envelope_header(std::string_view body) {
  const auto header = parse_header(body, 0, EnvelopeError::missing_header,
                                   EnvelopeError::invalid_header, json::storage_ptr());
  if (!header) return unexpected(header.error());
  return read_header(header->object);
}

Result<Envelope, EnvelopeError> parse_envelope(std::string_view body) {
  unsigned char buffer[2048];
  json::monotonic_resource arena(buffer, sizeof buffer);
  const auto value =
      parse_header(body, 0, EnvelopeError::missing_header, EnvelopeError::invalid_header, &arena);
  if (!value) return unexpected(value.error());
  auto header = read_header(value->object);
  if (!header) return unexpected(header.error());

  Envelope envelope{std::move(*header), value->text, {}};
  for (std::size_t offset = value->end + 1; offset < body.size();) {
    if (envelope.items.size() == kMaxEnvelopeItems) {
      return unexpected(EnvelopeError::too_many_items);
    }
    const auto item = parse_item(body, offset);
    if (!item) return unexpected(item.error());
    envelope.items.push_back(*item);
  }
  return envelope;
}

std::optional<EnvelopeError> check_request(const EnvelopeHeader& header, ProjectId project,
                                           std::string_view public_key, std::string_view origin) {
  if (header.dsn && header.dsn->project != project) return EnvelopeError::project_mismatch;
  if (header.dsn && header.dsn->public_key != public_key) return EnvelopeError::key_mismatch;
  if (header.origin && *header.origin != origin) return EnvelopeError::origin_mismatch;
  return std::nullopt;
}

std::string_view cause(EnvelopeError error) noexcept {
  switch (error) {
    case EnvelopeError::unexpected_eof:
      return "unexpected end of file";
    case EnvelopeError::missing_header:
      return "missing envelope header";
    case EnvelopeError::missing_newline:
      return "missing newline after header or payload";
    case EnvelopeError::invalid_header:
      return "invalid envelope header";
    case EnvelopeError::invalid_item_header:
      return "invalid item header";
    case EnvelopeError::too_many_items:
      return "too many items";
    case EnvelopeError::project_mismatch:
      return "project id header mismatch between envelope and request";
    case EnvelopeError::key_mismatch:
      return "public key header mismatch between envelope and request";
    case EnvelopeError::origin_mismatch:
      return "origin header mismatch between envelope and request";
  }
  return {};
}

}  // namespace picket::protocol
