// A text as pieces: those that rules or limits put there, which nothing looks into any more, and
// what is between them.
// Source: shared spec "ingest", sections 3.1 (remarks) and 4.6 (engine).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/scrub/compiled.h"

namespace picket::domain::scrub {

struct Chunk {
  std::string text{};
  std::string rule{};  ///< Of a redacted piece: who made it,
  std::string type{};  ///< and how, as remarks say it; empty for the text between.

  bool is_redacted() const noexcept { return !type.empty(); }
};

/// By remarks with a range, `[rule, type, start, end]` in bytes; what is malformed, out of order or
/// beyond the text is not a piece. `remarks` may be null.
std::vector<Chunk> split_chunks(std::string_view text, const boost::json::array* remarks);

struct Joined {
  std::string text;
  boost::json::array remarks;
};
Joined join_chunks(const std::vector<Chunk>& chunks, boost::json::storage_ptr storage);

/// What one expression does to a text; false when it does not occur. `whole`: a match anywhere
/// replaces everything.
bool redact_chunks(std::vector<Chunk>& chunks, const CompiledRule& rule, const Step& step,
                   bool whole);
/// Replaces everything, unless nothing but redacted pieces is left.
bool redact_all(std::vector<Chunk>& chunks, const CompiledRule& rule);

}  // namespace picket::domain::scrub
