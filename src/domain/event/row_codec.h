// Bytes of a batch of event rows, as kept in meta_db between the two transactions of a batch.
// Versioned: recovery after an upgrade reads what the old program wrote.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/event/row.h"

namespace picket::domain {

enum class RowCodecError : std::uint8_t { unknown_version, corrupt };

std::string encode_rows(std::span<const EventRow> rows);
Result<std::vector<EventRow>, RowCodecError> decode_rows(std::string_view bytes);

}  // namespace picket::domain
