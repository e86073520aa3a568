// Envelope: how SDKs send everything. A header line, then items of a header line and a payload.
// Source: shared spec "ingest", sections 2.1 to 2.4; develop.sentry.dev/sdk/data-model/envelopes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/units.h"
#include "protocol/dsn.h"
#include "protocol/ids.h"
#include "protocol/item_type.h"

namespace picket::protocol {

/// One header, of envelope or item. SDKs stay under 2 KiB; the bound keeps a body of 200 MiB from
/// becoming one JSON document.
inline constexpr std::size_t kMaxEnvelopeHeaderBytes = 64_KiB;
/// The size classes allow 100 items each; SDKs send fewer than ten. Without a bound a body of
/// 200 MiB holds 15 million items.
inline constexpr std::size_t kMaxEnvelopeItems = 1000;

struct EnvelopeHeader {
  std::optional<EventId> event_id;
  std::optional<Dsn> dsn;
  std::optional<Timestamp> sent_at;
  std::optional<std::string> origin;
};

struct EnvelopeItem {
  ItemType type = ItemType::unknown;
  AttachmentType attachment_type = AttachmentType::plain;
  std::uint32_t item_count = 0;  ///< Of containers; 0 when absent.
  std::string_view header;       ///< The header's JSON object, for what is not read here.
  std::string_view payload;
};

/// Views into the parsed body, which must outlive it.
struct Envelope {
  EnvelopeHeader header;
  std::string_view header_text;  ///< The header's JSON object, for what is not read here.
  std::vector<EnvelopeItem> items;
};

enum class EnvelopeError : std::uint8_t {
  unexpected_eof,
  missing_header,
  missing_newline,
  invalid_header,
  invalid_item_header,
  too_many_items,
  project_mismatch,  ///< This and the next two: of check_request.
  key_mismatch,
  origin_mismatch,
};

/// Copies no payload. Every error refuses the whole body.
Result<Envelope, EnvelopeError> parse_envelope(std::string_view body);

/// The first line alone, for authentication before the body is looked at.
Result<EnvelopeHeader, EnvelopeError> parse_envelope_header(std::string_view body);

/// What the header says about the request must be what the request says; nullopt when it is.
/// `origin` is the request's, empty when it has none.
std::optional<EnvelopeError> check_request(const EnvelopeHeader& header, ProjectId project,
                                           std::string_view public_key, std::string_view origin);

/// The text for `causes` of the answer 400 `invalid event envelope`.
std::string_view cause(EnvelopeError error) noexcept;

}  // namespace picket::protocol
