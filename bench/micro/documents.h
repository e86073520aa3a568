// Parsed events, each on memory of its own that is used again, as the roles hold them.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/units.h"
#include "protocol/json.h"

namespace picket::micro {

/// What the relay and the consumer give one event to be parsed into.
inline constexpr std::size_t kArenaBytes = 64_KiB;

/// The memory and the document of one event after another.
class DocumentSlot {
 public:
  /// False when the text is no JSON object. The document before is gone.
  bool parse(std::string_view text) {
    document_.reset();
    arena_.emplace(buffer_.get(), kArenaBytes);
    auto parsed = protocol::parse_json(text, &*arena_, protocol::NonFinite::keep);
    if (!parsed || !parsed->is_object()) return false;
    document_.emplace(*std::move(parsed));
    return true;
  }
  boost::json::object& object() { return document_->get_object(); }

 private:
  std::unique_ptr<unsigned char[]> buffer_{new unsigned char[kArenaBytes]};
  std::optional<boost::json::monotonic_resource> arena_;
  std::optional<boost::json::value> document_;  ///< After what it lives in.
};

}  // namespace picket::micro
