// Containers: items that hold many spans, logs or metrics, as `{"items": [...]}`.
// Source: shared spec "ingest", sections 2.4 and 4.16.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"
#include "domain/items/fault.h"
#include "protocol/item_type.h"

namespace picket::domain::items {

/// `content_type` that the header of such a container must have; empty for types without one.
std::string_view container_content_type(protocol::ItemType type) noexcept;

/// True when `header`, the item's own, names that content type. False for types without one.
bool names_container(std::string_view header, protocol::ItemType type);

/// Number of things in the container, which must be `item_count`, the header's.
Result<std::size_t, Fault> check_container(std::string_view json, std::uint32_t item_count);

struct Spans {
  std::string json;         ///< {"items": [...]}: the valid ones as the SDK sent them.
  std::size_t kept = 0;     ///< At least one, unless somebody left them out.
  std::size_t invalid = 0;  ///< Without ids or times, or ending before they begin.
};

/// Asked about each valid span; false: it is left out.
using KeepSpan = std::function<bool(const boost::json::object& span)>;

/// A container of spans of version 2, with the header's `item_count`; 0: one span of version 1.
/// Fault::value when no span is valid.
Result<Spans, Fault> read_spans(std::string_view json, std::uint32_t item_count,
                                const KeepSpan& keep = {});

}  // namespace picket::domain::items
