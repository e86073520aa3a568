// Rules applied to bytes that must keep their length: files that SDKs attach, memory in dumps.
// Source: shared spec "ingest", section 4.6 (engine, 12).
#pragma once

#include <cstddef>
#include <span>

#include "domain/scrub/compiled.h"
#include "domain/scrub/place.h"

namespace picket::domain::scrub {

/// Texts in UTF-16 that are shorter are chance.
inline constexpr std::size_t kMinWideText = 5;

/// Texts of any 8-bit encoding, then of UTF-16LE at even offsets. All rules look at values, as
/// bytes have no keys. What is replaced is filled up, or cut, to the length of what was there. True
/// when something changed.
bool scrub_bytes(std::span<char> bytes, const Place& place, const CompiledRules& rules);
/// A path in UTF-8 or UTF-16LE: its last part stays.
bool scrub_path_bytes(std::span<char> bytes, bool is_wide, const Place& place,
                      const CompiledRules& rules);

}  // namespace picket::domain::scrub
