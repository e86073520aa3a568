// Rules applied to one value, and what `_meta` says about it then.
// Source: shared spec "ingest", section 4.6 (engine).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/normalize/meta.h"
#include "domain/normalize/path.h"
#include "domain/scrub/compiled.h"
#include "domain/scrub/place.h"

namespace picket::domain::scrub {

enum class Fate : std::uint8_t {
  kept,
  changed,  ///< Only a text.
  deleted,  ///< The value becomes null; its own meta stays.
};

/// `place` is where selectors look for it, `path` where its `_meta` is.
struct Subject {
  const Place& place;
  const normalize::Path& path;
};

/// To a text. `out` is what it is now when it changed.
Fate apply_to_text(const CompiledRules& rules, const Subject& subject, std::string_view text,
                   std::string& out, normalize::Meta& meta);
/// To a number, an object or an array: such a value can only be deleted.
Fate apply_to_other(const CompiledRules& rules, const Subject& subject, normalize::Meta& meta);

}  // namespace picket::domain::scrub
