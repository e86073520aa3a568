#include "domain/scrub/selector.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/ascii.h"

namespace picket::domain::scrub {
namespace {

using Kind = PathItem::Kind;

/// More levels than a document has: 128 of JSON, and pairs.
constexpr std::size_t kMaxLevels = 256;

/// `position`: of the item in its path. `pii`: of the value that is asked for, not of `place`.
bool matches_item(const PathItem& item, std::size_t position, Pii pii,
                  const Place& place) noexcept {
  switch (item.kind) {
    case Kind::any:
      return true;
    case Kind::any_depth:
      return pii == Pii::yes;
    case Kind::type:
      if (pii == Pii::maybe && (is_basic(item.type) || position != 0)) return false;
      return place.types().has(item.type);
    case Kind::index:
      return place.has_index(item.index);
    case Kind::key:
      return place.has_key() && ascii::iequals(place.key(), item.key);
  }
  return false;
}

/// The items before `**`: the first of them is looked for from the document inwards, the others
/// follow it level by level. `inner` is the last place that they may be.
bool matches_from_outside(const std::vector<PathItem>& items, std::size_t count, Pii pii,
                          const Place* inner) noexcept {
  std::array<const Place*, kMaxLevels> levels{};
  std::size_t depth = 0;
  for (const Place* at = inner; at != nullptr && depth < kMaxLevels; at = at->parent()) {
    levels[depth++] = at;
  }
  if (count == 0) return depth > 0;
  while (depth > 0 && !matches_item(items[0], 0, pii, *levels[depth - 1])) --depth;
  if (depth < count) return false;
  for (std::size_t i = 1; i < count; ++i) {
    if (!matches_item(items[i], i, pii, *levels[depth - 1 - i])) return false;
  }
  return true;
}

bool matches_path(const std::vector<PathItem>& items, const Place& place) noexcept {
  if (items.size() > place.depth()) return false;
  const Place* at = &place;
  for (std::size_t i = items.size(); i-- > 0; at = at->parent()) {
    if (!matches_item(items[i], i, place.pii(), *at)) return false;
    if (items[i].kind == Kind::any_depth) {
      return matches_from_outside(items, i, place.pii(), at->parent());
    }
  }
  return true;
}

bool is_specific_path(const std::vector<PathItem>& items) noexcept {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == Kind::any_depth) return false;
    if (items[i].kind == Kind::type && (is_basic(items[i].type) || i != 0)) return false;
  }
  return true;
}

}  // namespace

bool Selector::matches(const Place& place) const noexcept {
  const auto matches_part = [&place](const Selector& part) { return part.matches(place); };
  switch (op) {
    case Op::all:
      return std::all_of(parts.begin(), parts.end(), matches_part);
    case Op::any:
      return std::any_of(parts.begin(), parts.end(), matches_part);
    case Op::none:
      return std::none_of(parts.begin(), parts.end(), matches_part);
    case Op::path:
      return matches_path(items, place);
  }
  return false;
}

bool Selector::is_specific() const noexcept {
  const auto specific = [](const Selector& part) { return part.is_specific(); };
  switch (op) {
    case Op::all:
      return std::all_of(parts.begin(), parts.end(), specific);
    case Op::any:
      return std::any_of(parts.begin(), parts.end(), specific);
    case Op::none:
      return true;
    case Op::path:
      return is_specific_path(items);
  }
  return false;
}

bool operator<(const Selector& a, const Selector& b) noexcept {
  return std::tie(a.op, a.parts, a.items) < std::tie(b.op, b.parts, b.items);
}

Selector all_of(std::vector<Selector> parts) {
  return {.op = Selector::Op::all, .parts = std::move(parts)};
}

Selector any_of(std::vector<Selector> parts) {
  return {.op = Selector::Op::any, .parts = std::move(parts)};
}

Selector none_of(Selector part) {
  Selector selector{.op = Selector::Op::none};
  selector.parts.push_back(std::move(part));
  return selector;
}

Selector key_selector(std::string_view key) {
  Selector selector;
  selector.items.push_back({.kind = Kind::key, .key = std::string(key)});
  return selector;
}

Selector type_selector(ValueType type) {
  Selector selector;
  selector.items.push_back({.kind = Kind::type, .type = type});
  return selector;
}

}  // namespace picket::domain::scrub
