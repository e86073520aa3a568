// How much one query may ask for.
#pragma once

#include <cstddef>

namespace picket::adapters::meta {

/// Rows of one answer: ten times the largest page of the API.
inline constexpr std::size_t kMaxListed = 1'000;
/// Rows skipped before a page: deeper ones are for a narrower query.
inline constexpr std::size_t kMaxListOffset = 100'000;
/// Projects in one query: its text stays under 256 KiB.
inline constexpr std::size_t kMaxQueriedProjects = 10'000;
/// Bytes of a substring; every issue of the projects is compared with it.
inline constexpr std::size_t kMaxSearchText = 1'000;

}  // namespace picket::adapters::meta
