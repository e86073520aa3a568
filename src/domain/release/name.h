// Which texts name a release. Source: shared spec "ingest", section 3.8, and "api", section 16.2.
#pragma once

#include <cstddef>
#include <string_view>

namespace picket::domain::release {

inline constexpr std::size_t kMaxNameBytes = 200;

/// In an event or a session, trimmed before.
bool is_valid_name(std::string_view name) noexcept;

/// For a release that people or pipelines announce: what is_valid_name() takes without `\`, which
/// paths of clients cannot carry, and without space around it.
bool is_valid_new_name(std::string_view name) noexcept;

}  // namespace picket::domain::release
