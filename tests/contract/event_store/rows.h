// Rows for the suite: small ones by hand, varied ones by seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "domain/event/row.h"
#include "ports/event_store.h"

namespace picket::contract {

/// 2026-05-13T12:00:00Z, where the suite's time starts.
inline constexpr Timestamp kNoon = from_unix_us(1'778'673'600'000'000);

/// Project 1, issue 1, hash 1, `seconds` after noon, handled.
domain::EventRow make_row(std::uint64_t id, std::int64_t seconds = 0);

/// Every field varies: few projects, issues, hashes, times, so that conditions hit; texts are
/// sometimes hostile, tags sometimes contradict the fields they repeat.
domain::EventRow random_row(SeededRandom& random);
/// A key that random_row gives, or not.
std::string random_tag_key(SeededRandom& random);
/// Conditions that random_row hits and misses.
ports::EventFilter random_filter(SeededRandom& random);

/// Filters that name project 1 and nothing else.
ports::EventFilter all_of_project(std::int64_t project = 1);

/// Ids of rows, in order.
std::vector<std::uint64_t> ids(const std::vector<domain::EventRow>& rows);

}  // namespace picket::contract
